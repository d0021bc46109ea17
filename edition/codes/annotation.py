"""Stage 5, annotate: names, dates, references and an editor's decisions."""

from __future__ import annotations

from edition.codes.code import Code

ANNOTATION: dict[str, Code] = {
    "A001": Code(
        "error",
        "the quote {quote!r} stands nowhere in source {source}",
        "copy it from the text, without line breaks; 20 characters at most",
        "A decision is anchored by a short run of the source's own characters, uncorrected; white space does not "
        "count. The run was not found, in the text or in its notes, so the decision is not used.",
    ),
    "A002": Code(
        "error",
        "the quote {quote!r} stands {count} times in source {source}",
        "make it longer, name the document with `document`, or say with `occurrence` which place is meant",
        "A decision holds for one place. Its quote must occur once in the source, or once in the document named.",
    ),
    "A003": Code(
        "error",
        "{part!r} must stand once in the quote {quote!r}, and stands {count} times",
        "lengthen or correct the one or the other",
        "The wrong characters of an emendation, or the form of a name, are found inside the quote.",
    ),
    "A004": Code(
        "error",
        "the emendations {first} and {second} overlap",
        "make one of both",
        "Two corrections of the same characters cannot both be shown.",
    ),
    "A005": Code(
        "error",
        "{key} {id!r} is nothing in this edition",
        "correct the id, or add the entry",
        "A decision or an entry points to a person, place, organisation, work, document or note that does not exist.",
    ),
    "A006": Code(
        "error",
        "this row accepts {waived}, which does not arise there",
        "take it out, or correct its place",
        "A row of waivers.toml accepts one kind of diagnostic inside its quote, a row of an ignore file one kind in a file or "
        "an element. None of that kind arises there any more.",
    ),
    "A007": Code(
        "error",
        "{when!r} is no date",
        "write 1950, 1950-10, 1950-10-25, 1950-10-25T20:00:00, or two of them with / between",
        "Dates in dates.toml are ISO dates, partial ones and ranges allowed.",
    ),
    "A008": Code(
        "error",
        "source {source!r} is not in edition.toml",
        "correct the id",
        "A decision or waiver names a source that the edition does not have.",
    ),
    "A009": Code(
        "error",
        "the quote {quote!r} holds {count} dates",
        "shorten or lengthen it so that it holds the one that is meant",
        "A reading of a date needs a quote with exactly one printed date in it, or with none that was recognised.",
    ),
    "A010": Code(
        "info",
        "{text!r} lacks its {part}, and the context does not give it",
        "decide it in dates.toml",
        "A date without a year or month is completed from the date of its document or from a full date before it in "
        "the same sentence, where that is safe. Here it is marked as a date without a value.",
    ),
    "A011": Code(
        "warning",
        "there is no such day: {text!r}",
        "decide it in dates.toml or correct it in emendations.toml",
        "A printed date that the calendar does not have is marked as a date without a value.",
    ),
    "A012": Code(
        "warning",
        "the title dates this document {title}, its {place} {other}",
        "decide in dates.toml which holds",
        "Title, dateline and signature of a document name different days.",
    ),
    "A013": Code(
        "error",
        "{until!r} does not stand behind the quote {quote!r}",
        "copy from the text the words with which the reference ends",
        "A reference that is longer than a quote may be goes on to the first words `until` behind it. They were not found in "
        "its paragraph, so that the reference ends with the quote.",
    ),
    "A020": Code(
        "info",
        "{form!r} may be {candidates}",
        "decide it in names.toml, or narrow the aliases by sources, after and before",
        "Several entries of the authority files go under this form here. It is marked as a name without a target.",
    ),
    "A021": Code(
        "warning",
        "the speaker {form!r} is in no authority file",
        "add the person or the form to persons.toml (`edition names` prints the row)",
        "A speech cannot be given to a person of the index.",
    ),
    "A022": Code(
        "warning",
        "the passage {quote!r} that attests {form!r} stands in no source",
        "copy it from the text",
        "An alias may carry a short quotation that attests it. It was found in none of the texts.",
    ),
    "A023": Code(
        "error",
        "the form {form!r} of {id} occurs nowhere",
        "take it out of the authority file",
        "No text of this edition names the entry by that form, not even what is left out of it. Unused rows are errors.",
    ),
    "A024": Code(
        "error",
        "{id} is named nowhere",
        "take the entry out of the authority file, or give it the form that the text prints",
        "No form of the entry stands in a text of this edition, not even in what is left out of it. Unused rows are errors.",
    ),
    "A030": Code(
        "info",
        "{text!r} refers to a document that is not in this edition",
        "if it is, give its id in references.toml",
        "The reference is shown without a link. It is reported only where the same writer wrote something of a day nearby that "
        "may be meant.",
    ),
    "A031": Code(
        "warning",
        "{text!r} has no citation before it",
        "check the order of the citations",
        "An ibid. repeats the work of the citation before it; there is none in this source.",
    ),
    "A032": Code(
        "warning",
        "the work cited in {text!r} is not in works.toml",
        "add it, or its title as a further form",
        "Every source citation names a work of the list of works cited.",
    ),
    "A033": Code(
        "warning",
        "{text!r} leads nowhere",
        "give the target in references.toml",
        "The page or attachment that the text refers to is not in this edition.",
    ),
    "A034": Code(
        "info",
        "{text!r} may mean {candidates}",
        "decide it in references.toml",
        "Several documents fit the reference.",
    ),
    "A035": Code(
        "warning",
        "no language model on this machine: what may be misread is judged by the frequencies of words alone",
        "install libime-data-language-model (Debian, Ubuntu), or name the folder of zh_CN.lm in LIBIME_MODEL_DIRS",
        "`edition emend` weighs readings by a model of modern Chinese that input methods bring (libime, LGPL-2.1-or-later): which "
        "words follow which. Without it fewer misreadings are proposed, and more of the proposals are wrong. A build does not need it.",
    ),
}
