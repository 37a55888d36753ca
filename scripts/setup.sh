# Shared by ./play and ./check: brings what the build needs, saying what before it does it. Sourced, not run.

say() { printf '\033[1m%s\033[0m\n' "$*"; }

# need_rust: stops with what to do when there is no cargo.
need_rust() {
    if ! command -v cargo >/dev/null 2>&1; then
        say "Throng is built with Rust, which is not here yet. Install it from rust-lang.org (rustup), then run this again."
        exit 1
    fi
}

# need_packages PACKAGE...: installs the Debian packages that are missing; elsewhere says what is needed and goes on.
need_packages() {
    if ! command -v dpkg-query >/dev/null 2>&1; then
        case "$(uname -s)" in
        Linux) say "This is no Debian: if the build complains, install what your system calls: $*" ;;
        esac
        return 0
    fi
    missing=()
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    say "Installing system packages: ${missing[*]}"
    local sudo=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || {
            say "That needs root. Run as root: apt-get install ${missing[*]}"
            exit 1
        }
        sudo=(sudo)
    fi
    "${sudo[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# What a build with a window links, and what any build needs.
build_packages=(gcc pkg-config libasound2-dev libwayland-dev libxkbcommon-dev libfontconfig-dev)
# What the window needs to run, with fonts for every script a viewer's name may be in.
window_packages=(libvulkan1 mesa-vulkan-drivers libxkbcommon-x11-0 fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji)
# The other language that the client is tested against.
test_packages=(python3-websockets)
