"""A questionnaire drawn for filling in, and what was filled in read back: knows formspec, and nothing of who asks.

page = draw(spec, "project", response.answers, language="fr", look_up_url=reverse("look-up-organisations"))
{% include "ui/questions/head.html" %} … {% include "ui/questions/page.html" %}
answers |= read(spec, "project", request.POST, before=answers)     # then formspec.check says what they are worth
"""

from bartholdi.faces.ui.questions.draw import draw
from bartholdi.faces.ui.questions.drawn import Control, Page, Question
from bartholdi.faces.ui.questions.read import Pressed, pressed, read, read_field
from bartholdi.faces.ui.questions.words import in_words

__all__ = ["Control", "Page", "Pressed", "Question", "draw", "in_words", "pressed", "read", "read_field"]
