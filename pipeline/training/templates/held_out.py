"""Which names are held out: those that the reference annotations of corpus/gold hold.

``python -m pipeline.training.templates.held_out`` writes them to ``held_out.yaml`` anew.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

GOLD = Path(__file__).parents[3] / "corpus" / "gold"
HELD_OUT = Path(__file__).with_name("held_out.yaml")

LABELS = ("PER", "ORG", "GPE", "LOC", "FAC")
"""The labels whose names are held out."""


def gold_names(folder: Path = GOLD) -> dict[str, list[str]]:
    """The names of the annotated entities of every ``*.jsonl`` file of a folder, by label, sorted."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            for fact in article["facts"]:
                fields = fact["fields"]
                if fact["kind"] == "entities" and fields.get("label") in LABELS:
                    mention = article["raw_text"][fact["raw_start"] : fact["raw_end"]]
                    found[fields["label"]].add(fields.get("name") or mention)
    return {label: sorted(found[label]) for label in LABELS}


def write_held_out(path: Path = HELD_OUT, folder: Path = GOLD) -> None:
    """Write the names of a folder of annotations as ``held_out.yaml``."""
    lines = [
        "# Names that stand in corpus/gold: templates do not use them, so that scores on it are those of unseen names.\n"
    ]
    lines += ["# Written by `python -m pipeline.training.templates.held_out`.\n", "names:\n"]
    for label, names in gold_names(folder).items():
        lines.append(f"  {label}:\n")
        lines += [f"    - {json.dumps(name, ensure_ascii=False)}\n" for name in names]
    path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    write_held_out()
