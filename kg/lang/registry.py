"""The languages that kg knows by their code, for what others make and tell the language by its code: components of spaCy."""

from collections.abc import Mapping

from kg.lang.en import ENGLISH
from kg.lang.language import Language

LANGUAGES: Mapping[str, Language] = {language.code: language for language in (ENGLISH,)}
