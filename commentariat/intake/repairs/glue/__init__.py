"""Words glued together where a link was lost: found, rated and split again."""

from commentariat.intake.repairs.glue.find import find_glue
from commentariat.intake.repairs.glue.languages import let_go_tables, load_table
from commentariat.intake.repairs.glue.model import CERTAIN, Glue, apply_glue
from commentariat.intake.repairs.glue.vocabulary import EMPTY, Vocabulary

__all__ = [
    "CERTAIN",
    "EMPTY",
    "Glue",
    "Vocabulary",
    "apply_glue",
    "find_glue",
    "let_go_tables",
    "load_table",
]
