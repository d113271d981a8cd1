"""Copies the few files of node_modules that pages and reports need: `python -m portfolio.collect_vendor`.

Served files go to portfolio/static/vendor/, the typefaces that PDF reports embed to .build/fonts/; Git ignores both.
"""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "portfolio" / "static" / "vendor"
FONTS = ROOT / ".build" / "fonts"

SERVED = {
    "theme.css": "@digdir/designsystemet-theme/src/themes/designsystemet.css",
    "designsystemet.css": "@digdir/designsystemet-css/dist/src/index.css",
    # Latin for Norwegian, latin-ext for Sami letters.
    "inter-latin-wght-normal.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
    "inter-latin-ext-wght-normal.woff2": "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
    "plotly-basic.min.js": "plotly.js-basic-dist-min/plotly-basic.min.js",
}
EMBEDDED = ("400Regular", "500Medium", "600SemiBold", "700Bold", "400Regular_Italic")
LOCALE = "plotly.js-locales/no.js"
LICENCES = {
    "designsystemet": "@digdir/designsystemet-css/LICENSE",
    "inter": "@fontsource-variable/inter/LICENSE",
    "plotly": "plotly.js-basic-dist-min/LICENSE",
}

SOURCE_MAP = re.compile(rb"^\s*(//|/\*)# sourceMappingURL=.*$", re.MULTILINE)


def main() -> None:
    if not MODULES.is_dir():
        raise SystemExit("node_modules/ is missing: run «make setup», which installs it from package-lock.json.")
    for folder in (VENDOR, FONTS):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for name, origin in SERVED.items():
        # A source map that is not there would stop collectstatic, which follows every address in a file.
        (VENDOR / name).write_bytes(SOURCE_MAP.sub(b"", (MODULES / origin).read_bytes()))
    for name, origin in LICENCES.items():
        shutil.copyfile(MODULES / origin, VENDOR / f"LICENCE-{name}.txt")
    locale = (MODULES / LOCALE).read_text("utf-8")
    (VENDOR / "plotly-no.js").write_text(registered(locale), "utf-8")
    for face in EMBEDDED:
        name = f"Inter_{face}.ttf"
        shutil.copyfile(MODULES / "@expo-google-fonts" / "inter" / face / name, FONTS / name)


def registered(commonjs: str) -> str:
    """A CommonJS locale of plotly as a plain script that registers itself."""
    return f"(function () {{\nvar module = {{}};\n{commonjs}\nwindow.Plotly.register(module.exports);\n}})();\n"


if __name__ == "__main__":
    main()
