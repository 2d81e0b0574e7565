# A formula for Homebrew, made of Cargo.toml and backissue.rb.in by `UPDATE_DOCS=1 cargo test packaging`. In a clone:
# cargo package && brew install --formula assets/packaging/backissue.rb
class Backissue < Formula
  desc "A terminal reader for newsletter archives"
  homepage "https://crates.io/crates/backissue"
  url "file://#{File.expand_path("../../target/package/backissue-0.1.0.crate", __dir__)}"
  version "0.1.0"
  license any_of: ["MIT", "Apache-2.0"]

  depends_on "rust" => :build

  def install
    system "cargo", "install", *std_cargo_args
    generate_completions_from_executable(bin/"backissue", "completions", shells: [:bash, :zsh, :fish])
    (man1/"backissue.1").write Utils.safe_popen_read(bin/"backissue", "man")
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/backissue --version")
    assert_match "article", shell_output("#{bin}/backissue stats")
  end
end
