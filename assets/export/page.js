"use strict";
(() => {
  const form = document.getElementById("find");
  const articles = [...document.querySelectorAll("article")];
  const tagsOf = article => article.dataset.tags.split(";").filter(tag => tag);
  const words = articles.map(article => article.textContent.toLowerCase());

  const field = document.createElement("input");
  field.type = "search";
  field.placeholder = "Search";
  field.setAttribute("aria-label", "Search");

  const counts = new Map();
  articles.flatMap(tagsOf).forEach(tag => counts.set(tag, (counts.get(tag) || 0) + 1));
  const choice = document.createElement("select");
  choice.setAttribute("aria-label", "Tag");
  choice.add(new Option("All tags", ""));
  [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .forEach(([tag, count]) => choice.add(new Option(`${tag} (${count})`, tag)));

  const count = document.createElement("output");
  const narrow = () => {
    const wanted = field.value.toLowerCase().split(/\s+/).filter(word => word);
    let found = 0;
    articles.forEach((article, at) => {
      const tagged = !choice.value || tagsOf(article).includes(choice.value);
      article.hidden = !(tagged && wanted.every(word => words[at].includes(word)));
      found += !article.hidden;
    });
    document.querySelectorAll("section").forEach(section => {
      section.hidden = !section.querySelector("article:not([hidden])");
    });
    count.value = found === articles.length ? "" : `${found} of ${articles.length}`;
  };

  form.append(field, choice, count);
  form.addEventListener("input", narrow);
  form.addEventListener("submit", event => event.preventDefault());
  form.hidden = false;
})();
