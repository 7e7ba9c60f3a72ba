"""`draw_mark`: writes the office's mark as the file that browsers show in their tabs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from bartholdi.faces.ui.emblems import favicon

FILE = Path(__file__).parents[2] / "static/ui/mark.svg"


class Command(BaseCommand):
    help = "Write the office's mark to static/ui/mark.svg, after a change of its drawing."

    def handle(self, *args: Any, **options: Any) -> None:
        FILE.write_text(favicon(), encoding="utf-8")
        self.stdout.write("static/ui/mark.svg is drawn.")
