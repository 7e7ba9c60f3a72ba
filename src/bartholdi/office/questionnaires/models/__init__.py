"""The nouns of the questionnaires: what staff write, its editions, and what people answered to one of them."""

from bartholdi.office.questionnaires.models.questionnaire import LONGEST_DRAFT, EarlierDraft, Edition, Purpose, Questionnaire
from bartholdi.office.questionnaires.models.response import Attachment, Response, ResponseVersion

__all__ = ["LONGEST_DRAFT", "Attachment", "EarlierDraft", "Edition", "Purpose", "Questionnaire", "Response", "ResponseVersion"]
