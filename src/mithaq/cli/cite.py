"""``mithaq cite``: file a document as a source, cite a passage of it, judge what it says."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING

from mithaq.agreement.calendar import parse_date
from mithaq.agreement.claim import MODALITIES, VERDICTS
from mithaq.cli import naming
from mithaq.cli.fields import fields_of
from mithaq.cli.output import short
from mithaq.cli.session import sitting
from mithaq.desk import citing, views
from mithaq.messages.language import LANGUAGES, _, fill, in_use
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    import argparse

    from mithaq.cli.output import Output
    from mithaq.cli.session import Session
    from mithaq.record.canonical import JSON


def arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="PART", required=True, title=_("parts"))
    _file_arguments(
        parts.add_parser(
            "file", help=_("file a text as a source"), description=_("file a text as a source")
        )
    )
    what = _("cite a passage on a record")
    _passage_arguments(parts.add_parser("passage", help=what, description=what))
    what = _("say what we think of a claim")
    _judge_arguments(parts.add_parser("judge", help=what, description=what))


def _file_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_("a text in UTF-8"))
    parser.add_argument("--title", required=True, help=_("its title"))
    parser.add_argument(
        "--in-language", required=True, choices=LANGUAGES, help=_("the language it is written in")
    )
    parser.add_argument("--published", metavar="DATE", help=_("the date it states for itself"))
    parser.add_argument("--publisher", help=_("who published it"))


def _passage_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("record", metavar="RECORD", help=_("what the passage is about"))
    parser.add_argument("source", metavar="SOURCE", help=_("the record of the source"))
    parser.add_argument("quote", metavar="QUOTE", help=_("its exact words, which occur once"))
    parser.add_argument("--field", required=True, help=_("which field of the record it speaks of"))
    parser.add_argument("--value", default="", help=_("what it says of that field"))
    parser.add_argument(
        "--said-by",
        action="append",
        default=[],
        metavar="NAME",
        help=_("whom the text itself leans on, nearest first"),
    )
    parser.add_argument(
        "--modality", choices=MODALITIES, default="happened", help=_("how it says it")
    )
    parser.add_argument("--in-language", choices=LANGUAGES, help=_("the language of the quote"))
    parser.add_argument(
        "--start",
        type=int,
        help=_("where the quote begins, in characters, if it occurs more than once"),
    )
    parser.add_argument(
        "--in", dest="within", metavar="CHANNEL", help=_("national, or the other party's code")
    )


def _judge_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "claim", metavar="ACT", help=_("the id of the citation, from mithaq history --in national")
    )
    parser.add_argument("verdict", choices=VERDICTS, help=_("what we think of it"))
    parser.add_argument(
        "--reason", metavar="WORDS", required=True, help=_("why; it stays national")
    )
    parser.add_argument(
        "--correction", metavar="VALUE", help=_("the right value, where the verdict is: corrected")
    )


def run(args: argparse.Namespace, output: Output) -> None:
    parts = {"file": _file, "passage": _passage, "judge": _judge}
    with sitting(args, output) as session:
        parts[args.part](session)


def _file(session: Session) -> None:
    args = session.args
    fields: dict[str, JSON] = {
        "title": {"is": {args.in_language: {"text": args.title, "role": "working"}}},
        "language": {"is": args.in_language},
    }
    if args.published:
        parse_date(args.published)
        fields["date"] = {"is": args.published}
    if args.publisher:
        fields["publisher"] = {"is": args.publisher}
    media = mimetypes.guess_type(args.file.name)[0] or "text/plain"
    written = citing.file_source(
        session.desk,
        session.who,
        data=_text(args.file),
        name=args.file.name,
        media=media,
        fields=fields,
    )
    value = {"record": written.record, "version": written.version}
    session.output.answer(
        value,
        [f"{short(written.record)}  " + fill("filed as a source: {name}", name=args.file.name)],
    )


def _text(file: Path) -> bytes:
    """Read a file that must be a text. Raises ``cli.not_text``."""
    data = file.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal("cli.not_text", name=file.name) from error
    if not text.strip() or "\0" in text:
        raise Refusal("cli.not_text", name=file.name)
    return data


def _passage(session: Session) -> None:
    args = session.args
    named = naming.record(session, args.record, within=args.within)
    kind = naming.page(session, named).view.kind or ""
    if args.field not in fields_of(kind):
        raise Refusal("cli.unknown_field", name=args.field, kind=kind)
    source = naming.record(session, args.source, within=views.NATIONAL)
    act = citing.cite(
        session.desk, session.who, record=named.record, source=source.record, quote=args.quote,
        language=args.in_language or in_use(), modality=args.modality, field=args.field, value=args.value,
        start=args.start, attribution=tuple(args.said_by), channel=named.channel,
    )  # fmt: skip
    session.output.answer(
        {"act": act.id},
        [f"{short(act.id)}  " + fill("cited on {record}", record=named.record[:10])],
    )


def _judge(session: Session) -> None:
    args = session.args
    act = citing.judge(
        session.desk,
        session.who,
        claim=args.claim,
        verdict=args.verdict,
        reason=args.reason,
        correction=args.correction,
    )
    session.output.answer({"act": act.id}, [f"{short(act.id)}  " + _("noted; it stays national")])
