"""A small file of each kind that is read."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.faults.formats import write_documents

_OLD_WORKBOOK = Path(__file__).with_name("berichten.xls")  # nothing that is kept writes this format
ROWS = [
    ("De ministers praten in Wenen over vrede.", "diplomatic"),
    ("Raketten troffen de stad; drie doden.", "escalatory"),
    ("“Wij wachten”, zegt minister Bot, ‘nog even’.", "other"),
    ("De EU schort haar handelsakkoord op.", "sanction"),
] * 6
PAGE = "<!DOCTYPE html><html><head><meta charset=utf-8><title>Kop</title></head><body><article><h1>Kop</h1>{}</article></body></html>"


def write_samples(folder: Path) -> list[Path]:
    """Write a small file of each kind; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    frame = pd.DataFrame([(text, label, f"a{i // 4}") for i, (text, label) in enumerate(ROWS)])
    frame.columns = pd.Index(["text", "label", "article_id"])
    frame.to_csv(folder / "a.csv", index=False)
    frame.to_csv(folder / "b.tsv", index=False, sep="\t")
    frame.to_csv(folder / "c.csv", index=False, encoding="cp1252", sep=";")
    frame.to_json(folder / "d.jsonl", orient="records", lines=True, force_ascii=False)
    frame.to_parquet(folder / "e.parquet")
    frame.to_excel(folder / "f.xlsx", index=False)
    tasks = [
        {"id": i, "data": {"text": text}, "annotations": [{"completed_by": 1, "result": [_choice(label)]}]}
        for i, (text, label) in enumerate(ROWS)
    ]
    (folder / "g.json").write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")
    texts = [text for text, _ in ROWS]
    (folder / "h.txt").write_text("\n\n".join(texts), encoding="utf-8")
    (folder / "i.html").write_text(PAGE.format("".join(f"<p>{text}</p>" for text in texts)), encoding="utf-8")
    with zipfile.ZipFile(folder / "j.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.csv", "d.jsonl"):
            archive.write(folder / name, name)
    write_documents(folder, texts[:6])
    shutil.copy(_OLD_WORKBOOK, folder / "x.xls")
    return sorted(folder.iterdir())


def _choice(label: str) -> dict[str, Any]:
    return {"from_name": "label", "to_name": "text", "type": "choices", "value": {"choices": [label]}}
