"""In which language somebody is written to."""

from django.conf import settings

from initiatives.models import User


def written_in(user: User) -> str:
    """The person's own choice first, else the form of Norwegian of his or her organisation (målform), else bokmål.

    Who has chosen nothing and works for an organisation that writes nynorsk is written to in nynorsk, as the state must
    when it writes to a municipality that has asked for it (språkloven § 15). A language the interface has not is none.
    No query when the organisation is fetched.
    """
    known = dict(settings.LANGUAGES)
    if user.language in known:
        return str(user.language)
    form = user.organisation.written_form if user.organisation else ""
    return str(form) if form in known else settings.LANGUAGE_CODE
