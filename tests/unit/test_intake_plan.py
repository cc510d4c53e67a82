"""What import decides, on values alone."""

from __future__ import annotations

from collections.abc import Sequence

from commentariat.archive.model import Article, RawFile
from commentariat.archive.slugs import slugify
from commentariat.intake.content.model import Sourced
from commentariat.intake.content.summary import RawSummary
from commentariat.intake.planning.due import find_due
from commentariat.intake.planning.inventory import Inventory
from commentariat.intake.planning.joined import find_joined
from commentariat.intake.planning.plan import ImportPlan, plan_import
from commentariat.intake.planning.steps import Create, Extend, Remove, Rewrite


def article(slug: str, *raw: RawFile) -> Article:
    return Article(f"articles/undated/{slug}.md", "d", slug, slug, "en", raw=raw)


def summary(
    file: str, key: str, digest: str = "new", *, title: str = "", date: str = ""
) -> RawSummary:
    slug = slugify(title or f"Title of {key}")
    return RawSummary(
        RawFile(file, digest, "A", key), Sourced(0, date), Sourced(2, slug)
    )


def plan(
    articles: Sequence[Article],
    summaries: Sequence[RawSummary],
    *,
    edited: Sequence[str] = (),
    inventory: Inventory | None = None,
    others: dict[str, str] | None = None,
) -> ImportPlan:
    """Plan as an import would that has read *summaries*."""
    inventory = inventory or Inventory({one.file: one.raw.digest for one in summaries})
    by_file = {one.file: one for one in summaries}
    due = find_due(articles, inventory)
    joined = find_joined(articles, due, by_file)
    told = {one.source: one.slug not in edited for one in (*due.articles, *joined)}
    return plan_import(articles, told, by_file, inventory, others)


def test_nothing_changed_means_nothing_to_do() -> None:
    inventory = Inventory({"a.txt": "d1"})
    assert (
        find_due([article("x", RawFile("a.txt", "d1", "A", "k"))], inventory).articles
        == ()
    )
    assert plan([], [], inventory=Inventory({})) == ImportPlan()


def test_a_changed_raw_file_stays_with_its_article_even_if_others_of_it_have_another_key() -> (
    None
):
    raws = RawFile("a.txt", "d1", "A", "k1", "r1"), RawFile("b.txt", "d2", "A", "k2")
    inventory = Inventory({"a.txt": "d1", "b.txt": "d2"})  # the row of a.txt has gone
    (step,) = plan(
        [article("x", *raws)],
        [summary("a.txt", "k1", "d1"), summary("b.txt", "k2", "d2")],
        inventory=inventory,
    ).steps
    assert isinstance(step, Rewrite)
    assert step.files == ("a.txt", "b.txt")


def test_a_new_row_does_not_move_a_raw_file_to_another_article_with_its_key() -> None:
    """An editor may have made two articles of what import took for one."""
    first = article("a-first", RawFile("b.txt", "d2", "A", "k"))
    second = article("second", RawFile("a.txt", "d1", "A", "k", "r1"))
    inventory = Inventory({"a.txt": "d1", "b.txt": "d2"})
    summaries = [summary("a.txt", "k", "d1")]
    (step,) = plan(
        [first, second], summaries, edited=["a-first"], inventory=inventory
    ).steps
    assert isinstance(step, Rewrite)
    assert step.article is second


def test_a_crawl_of_what_a_changed_file_said_before_is_an_article_of_its_own() -> None:
    old = article("x", RawFile("a.txt", "old", "A", "k1"))
    steps = plan([old], [summary("a.txt", "k2"), summary("b.txt", "k1")]).steps
    assert [type(step) for step in steps] == [Create, Rewrite]
    assert isinstance(steps[0], Create)
    assert steps[0].files == ("b.txt",)


def test_a_raw_file_without_a_key_never_joins() -> None:
    first = article("x", RawFile("a.txt", "new", "A", ""))
    steps = plan([first], [summary("b.txt", ""), summary("c.txt", "")]).steps
    assert [type(step) for step in steps] == [Create, Create]


def test_of_two_changed_crawls_the_first_keeps_the_article() -> None:
    raws = RawFile("a.txt", "d1", "A", "k"), RawFile("b.txt", "d2", "A", "k")
    steps = plan(
        [article("x", *raws)], [summary("a.txt", "k1"), summary("b.txt", "k2")]
    ).steps
    created, rewritten = steps
    assert isinstance(rewritten, Rewrite)
    assert rewritten.files == ("a.txt",)
    assert isinstance(created, Create)
    assert created.files == ("b.txt",)


def test_an_edited_article_takes_in_a_crawl_that_left_another() -> None:
    mine = article("mine", RawFile("a.txt", "d1", "A", "k1"))
    other = article("other", RawFile("b.txt", "d2", "A", "k2"))
    inventory = Inventory({"a.txt": "d1", "b.txt": "new"})
    steps = plan(
        [mine, other], [summary("b.txt", "k1")], edited=["mine"], inventory=inventory
    ).steps
    assert [type(step) for step in steps] == [Remove, Extend]


def test_the_place_of_an_article_that_goes_is_free_for_another() -> None:
    gone = article("title-of-k2", RawFile("a.txt", "d1", "A", "k1"))
    inventory = Inventory({"a.txt": "d1", "b.txt": "new"}, skipped=frozenset({"a.txt"}))
    first, second = plan([gone], [summary("b.txt", "k2")], inventory=inventory).steps
    assert isinstance(first, Remove)
    assert isinstance(second, Create)
    assert second.path == "content/articles/undated/title-of-k2.md"


def test_slugs_and_places_of_files_at_fault_are_taken() -> None:
    others = {
        "articles/undated/title-of-k.md": "x",
        "articles/2020/y.md": "title-of-k-2",
    }
    (step,) = plan([], [summary("a.txt", "k")], others=others).steps
    assert isinstance(step, Create)
    assert step.slug == "title-of-k-3"


def test_a_long_slug_makes_room_for_its_number() -> None:
    title = "word " * 40
    summaries = [summary(f"{n}.txt", f"k{n}", title=title) for n in range(11)]
    slugs = [
        step.slug for step in plan([], summaries).steps if isinstance(step, Create)
    ]
    assert len(set(slugs)) == 11
    assert all(len(slug) <= 80 for slug in slugs)


def test_the_year_of_the_date_is_the_folder() -> None:
    (step,) = plan([], [summary("a.txt", "k", date="2019-03-04")]).steps
    assert isinstance(step, Create)
    assert step.path == "content/articles/2019/title-of-k.md"
