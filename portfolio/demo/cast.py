"""The demo cast: one person for each part in the tool, and one of another owner. Made once, never reset."""

from django.conf import settings

from initiatives.models import Organisation, User
from portfolio.demo.files import EXAMPLE, table, uid_of

PASSWORD = "samstyr-demo"  # noqa: S105  known to all: it works only where the demo cast is let in


def create() -> int:
    """Create the users that are missing; how many. They can sign in only where the demo cast is let in."""
    there = set(User.objects.values_list("username", flat=True))
    missing = [line for line in table(EXAMPLE / "users.csv") if line["username"] not in there]
    for line in missing:
        _create(line)
    return len(missing)


def _create(line: dict[str, str]) -> None:
    user = User(
        username=line["username"],
        first_name=line["first_name"],
        last_name=line["last_name"],
        email=line["email"],
        title=line["title"],
        role=line["role"],
        language=line["language"],
        organisation=Organisation.objects.get(uid=uid_of(Organisation, line["organisation"])),
        is_staff=line["is_staff"] == "true",
    )
    if settings.DEMO_CAST:
        user.set_password(PASSWORD)
    else:
        user.set_unusable_password()
    user.save()
