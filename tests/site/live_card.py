"""What a reader does with the tools below a card."""


def live_of(page, tag: str):
    """What stands below a card."""
    return page.locator(f"#{tag} > .live")


def press(live, name: str) -> None:
    live.get_by_role("button", name=name, exact=True).click()


def said(live, text: str) -> None:
    live.get_by_role("status").filter(has_text=text).wait_for()


def write(live, source: str) -> None:
    """Type over all that stands in the editor."""
    press(live, "Edit")
    live.locator(".cm-content").click()
    live.page.keyboard.press("Control+a")
    live.page.keyboard.insert_text(source)


def written(live) -> str:
    lines = live.locator(".cm-line").all_inner_texts()
    return "\n".join(line.strip("\n") for line in lines)


def asked(page, end: str) -> int:
    return sum(url.endswith(end) for url in page.requests)
