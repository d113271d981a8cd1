"""Mail servers that fail: one does not answer, one refuses an address, one dies with the mail in its hands."""

from collections.abc import Sequence
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend

HERE = f"{__name__}."


class Silent(EmailBackend):
    """Nobody answers."""

    def open(self) -> bool | None:
        raise ConnectionRefusedError("nobody there")


class Refusing(EmailBackend):
    """Takes all but what goes to Ola, and counts how often it is hung up on."""

    closed = 0

    def close(self) -> None:
        type(self).closed += 1

    def send_messages(self, messages: Sequence[EmailMessage]) -> Any:
        if any("ola@example.org" in message.to for message in messages):
            raise SMTPRecipientsRefused({"ola@example.org": (550, b"no such user")})
        return super().send_messages(messages)


class Dying(EmailBackend):
    """The process is killed when the mail has left, before anything is marked."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> Any:
        super().send_messages(messages)
        raise KeyboardInterrupt
