# On Linux JavaFX draws text with libpangoft2 and a font. Where they are missing, brings Debian's packages into the build
# folder, without touching the system, and lets the tests find them there; elsewhere says what to install. Sourced by mvnw.
has_pango() {
    for folder in ${LD_LIBRARY_PATH:+$(echo "$LD_LIBRARY_PATH" | tr : ' ')} /usr/lib /usr/lib64 /lib64 /usr/local/lib /usr/lib/*-linux-gnu /lib/*-linux-gnu; do
        [ ! -e "$folder/libpangoft2-1.0.so.0" ] || return 0
    done
    return 1
}

has_font() {
    [ -n "$(find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" \
        -name '*.[ot]t[fc]' -print 2>/dev/null | head -n 1)" ]
}

bring_pango() {
    native=$1
    state="-o Dir::State::Lists=$native/lists -o Dir::Cache=$native/cache -o Debug::NoLocking=1 -o APT::Sandbox::User="
    mkdir -p "$native/lists/partial" "$native/cache/archives/partial" "$native/packages"
    apt-get $state update -qq >/dev/null || return 1
    apt-get $state install --print-uris -qq -y --no-install-recommends --reinstall libpangoft2-1.0-0 fonts-dejavu-core |
        sed -n "s/.* \([^ ]*\)_[^_ ]*_[^_ ]*\.deb .*/\1/p" >"$native/names"
    [ -s "$native/names" ] || return 1
    (cd "$native/packages" && xargs apt-get $state download -qq <"$native/names") || return 1
    for package in "$native"/packages/*.deb; do dpkg -x "$package" "$native/root" || return 1; done
    cat >"$native/fonts.conf" <<END
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>$native/root/usr/share/fonts</dir><cachedir>$native/fontcache</cachedir></fontconfig>
END
    touch "$native/complete"
}

prepare_headless() {
    [ "$(uname -s)" = Linux ] || return 0
    if has_pango && has_font; then return 0; fi
    native=$1/ui/target/native
    if [ ! -f "$native/complete" ]; then
        if ! command -v apt-get >/dev/null 2>&1 || ! bring_pango "$native"; then
            echo "The window's tests need libpangoft2 and a font: install pango and DejaVu fonts (Debian: libpangoft2-1.0-0; Fedora: pango dejavu-sans-fonts; Arch: pango ttf-dejavu; Alpine: pango font-dejavu)." >&2
            return 1
        fi
    fi
    LD_LIBRARY_PATH=$(find "$native/root" -name '*.so.*' -exec dirname {} + | sort -u | tr '\n' ':')${LD_LIBRARY_PATH:-}
    FONTCONFIG_FILE=$native/fonts.conf
    export LD_LIBRARY_PATH FONTCONFIG_FILE
}
