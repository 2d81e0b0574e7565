# A flake for Nix, made of Cargo.toml and flake.nix.in by `UPDATE_DOCS=1 cargo test packaging`. In a clone:
# nix run 'git+file:.?dir=assets/packaging'
{
  description = "A terminal reader for newsletter archives";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
      each = make: nixpkgs.lib.genAttrs systems (system: make nixpkgs.legacyPackages.${system});
    in
    {
      packages = each (pkgs: {
        default = pkgs.rustPlatform.buildRustPackage {
          pname = "backissue";
          version = "0.1.0";
          src = ../..;
          cargoLock.lockFile = ../../Cargo.lock;
          nativeBuildInputs = [ pkgs.installShellFiles ];
          # The suite wants terminals, shells and git; it is run where the program is made.
          doCheck = false;
          postInstall = ''
            $out/bin/backissue man > backissue.1
            installManPage backissue.1
            for shell in bash zsh fish; do
              $out/bin/backissue completions $shell > backissue.$shell
            done
            installShellCompletion backissue.bash backissue.zsh backissue.fish
          '';
          meta = {
            description = "A terminal reader for newsletter archives";
            license = with pkgs.lib.licenses; [ mit asl20 ];
            mainProgram = "backissue";
            platforms = systems;
          };
        };
      });
    };
}
