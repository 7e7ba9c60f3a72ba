"""The words of QR pictures: for the page that shows a certificate or a receipt so, and for the page that reads them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def frame_words() -> dict[str, str]:
    return {**_shown(), **_read()}


def _shown() -> dict[str, str]:
    return {
        "frameTitle": _("{name} as pictures"),
        "frameHint": _(
            "Hold the other computer’s camera to this screen, on the page that takes it in, until it has read all of them. They show what is public, and nothing else."
        ),
        "framePicture": _("Picture {index} of {total}"),
        "framePause": _("Pause"),
        "frameGo": pgettext("pictures", "Go on"),
        "framePrevious": _("Previous picture"),
        "frameNext": _("Next picture"),
        "frameClose": _("Close"),
        "frameNot": _("It cannot be shown as pictures."),
        "noAnswer": _("The server does not answer. Look at your connection, then try again."),
        "fault": _("Something went wrong in this page. Load it again."),
    }


def _read() -> dict[str, str]:
    return {
        "scanHint": _(
            "Hold the camera to the screen that shows the pictures; or choose photographs or PNG files of them, all at once or bit by bit, in any order."
        ),
        "scanCamera": _("Use the camera"),
        "scanStop": _("Stop the camera"),
        "scanVideo": _("What the camera sees"),
        "scanFiles": _("Pictures from files"),
        "scanAgain": _("Begin again"),
        "scanProgress": _("Pictures read"),
        "scanSome": _("{count} of {total} pictures read. Still missing: {missing}."),
        "scanAll": _("All {total} pictures are read."),
        "scanNone": _("No picture of ours was found in: {names}."),
        "scanNoCamera": _("The camera cannot be used: there is none, or the browser does not allow it. Choose files instead."),
        "scanRefused": _("The pictures cannot be put together."),
        "scanTaken": _("All pictures are read. {name} is chosen as the file above; send it as you would any file."),
        "scanNotCertificate": _("These pictures show a receipt or a statement. A certificate is asked for here."),
        "scanNotSlip": _("These pictures show a certificate. A receipt or a statement is asked for here."),
    }
