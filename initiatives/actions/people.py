"""What people say of themselves."""

from initiatives.models import User


def choose_language(*, by: User, language: str) -> bool:
    """Remember the language a person has chosen for pages, letters and own texts. Whether it is another than before.

    A wish and no fact: it has no history and raises no revision.
    """
    if by.language == language:
        return False
    by.language = language
    by.save(update_fields=["language"])
    return True
