"""Installs the window's translations, and Qt's own for its dialogs."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.records import Language
from app.resource_files import file_path


def install_translations(app: QCoreApplication, language: Language) -> list[QTranslator]:
    """Let *app* speak *language*; the translators returned must live as long as it."""
    locale = QLocale(QLocale.Language.Japanese if language == "ja" else QLocale.Language.English)
    if QLocale.system().language() != locale.language():
        QLocale.setDefault(locale)  # dates and numbers follow the words
    installed = []
    own = QTranslator(app)
    if own.load(str(file_path(f"translations/deskhand_{language}.qm"))):
        app.installTranslator(own)
        installed.append(own)
    qt = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if qt.load(locale, "qtbase", "_", folder):
        app.installTranslator(qt)
        installed.append(qt)
    return installed
