"""What somebody of the newsroom does in the editor, with a mouse and a keyboard."""

from __future__ import annotations

import re

from playwright.sync_api import FrameLocator, Page, expect

from tests.pictures import a_picture


class Desk:
    """The editor at ``url``, seen through a page of a browser."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = f"{url}/-/desk"

    def sign_in(self, email: str, password: str) -> None:
        self.page.goto(f"{self.url}/login/")
        self.page.locator("[name=username]").fill(email)
        self.page.locator("[name=password]").fill(password)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("nav").first).to_be_visible()

    def open_section(self, title: str, slug: str) -> None:
        self.page.goto(f"{self.url}/pages/add/broadsheet_newsroom/section/{self._home()}/")
        self.page.locator("[name=title]").fill(title)
        self.page.get_by_role("tab", name="Promote").click()
        # Wagtail's script makes an address of the title, and may type at the same time.
        expect(self.page.locator("[name=slug]")).to_have_value(title.lower())
        self.page.locator("[name=slug]").fill(slug)
        self.publish()

    def _home(self) -> str:
        self.page.goto(f"{self.url}/pages/")
        link = self.page.locator("td.title a[href$='/edit/']").first
        return (link.get_attribute("href") or "").split("/")[-3]

    def add_author(self, name: str, slug: str, life: str) -> None:
        self.page.goto(f"{self.url}/snippets/broadsheet_newsroom/author/add/")
        self.page.locator("[name=name]").fill(name)
        self.page.locator("[name=slug]").fill(slug)
        self.page.locator("[name=life]").fill(life)
        self.page.get_by_role("button", name="Save").first.click()
        expect(self.page.locator(".messages").get_by_text("created").first).to_be_visible()

    def tell_of_author(self, name: str, life: str) -> None:
        """Write who somebody is that the paper has already."""
        self.page.goto(f"{self.url}/snippets/broadsheet_newsroom/author/")
        self.page.get_by_role("link", name=name).first.click()
        self.page.locator("[name=life]").fill(life)
        self.page.get_by_role("button", name="Save").first.click()
        expect(self.page.locator(".messages").get_by_text("updated").first).to_be_visible()

    def add_picture(self, title: str, description: str, caption: str, credit: str) -> None:
        self.page.goto(f"{self.url}/images/add/")
        form = self.page.locator("form[action*='images/add']").first
        expect(form).to_be_visible()
        picture = {"name": "quay.jpg", "mimeType": "image/jpeg"}
        data = a_picture(size=(900, 600))
        self.page.locator("input[type=file]").first.set_input_files({**picture, "buffer": data})
        self.page.locator("[name$=title]").last.fill(title)
        self.page.locator("[name$=description]").last.fill(description)
        self.page.locator("[name$=caption]").last.fill(caption)
        self.page.locator("[name$=credit]").last.fill(credit)
        self.page.get_by_role("button", name="Upload").last.click()
        expect(self.page.locator(".messages").get_by_text("added").first).to_be_visible()

    def press_publish(self) -> None:
        """Press the button, whatever comes of it."""
        self.page.get_by_role("button", name="More actions").last.click()
        self.page.locator("[name=action-publish]").click()

    def publish(self) -> None:
        self.press_publish()
        expect(self.page).to_have_url(re.compile(r"/pages/\d+/$"))  # the section's list

    def new_story(self, section: str, headline: str, slug: str, standfirst: str) -> None:
        """Open the form of a new story in a section, and write what stands above its text."""
        self.page.goto(f"{self.url}/pages/{self._home()}/")
        row = self.page.locator("td.title", has=self.page.get_by_role("link", name=section))
        edit = row.locator("a[href$='/edit/']").first.get_attribute("href") or ""
        key = edit.split("/")[-3]
        self.page.goto(f"{self.url}/pages/add/broadsheet_newsroom/story/{key}/")
        self.page.locator("[name=title]").fill(headline)
        self.page.locator("[name=standfirst]").fill(standfirst)
        self.page.get_by_role("tab", name="Search and sharing").click()
        self.page.locator("[name=slug]").fill(slug)
        self.page.get_by_role("tab", name="Story").click()

    def fill(self, field: str, words: str) -> None:
        self.page.locator(f"[name={field}]").fill(words)

    def sign_with(self, name: str) -> None:
        self.page.get_by_role("button", name="Add byline").click()
        self.page.get_by_role("button", name="Choose Author").last.click()
        self._choose(name)

    def choose_main_picture(self, title: str) -> None:
        panel = self.page.locator("#panel-child-story-main_picture-section")
        panel.get_by_role("button", name="Choose an image").click()
        self._choose(title)

    def write(self, words: str) -> None:
        """Add a paragraph at the end of the body."""
        texts = self.page.locator("[contenteditable=true]")
        before = texts.count()
        self._insert("Paragraph")
        expect(texts).to_have_count(before + 1)
        texts.last.click()
        expect(texts.last).to_be_focused()
        self.page.keyboard.type(words)
        expect(texts.last).to_have_text(words)
        kept = self.page.locator("input[name^='body-'][name$='-value']").last
        expect(kept).to_have_value(re.compile(re.escape(words)))  # Draftail's timer: 250 ms

    def also_read(self, headline: str) -> None:
        self._insert("Also read")
        self.page.get_by_role("button", name="Choose a page").last.click()
        self.page.locator(".modal-body [name=q]").fill(headline)
        self._choose(headline)

    def _insert(self, block: str) -> None:
        self.page.get_by_title("Insert a block").last.click()
        self.page.get_by_role("option", name=block, exact=True).click()

    def _choose(self, title: str) -> None:
        self.page.locator(".modal-body").get_by_role("link", name=title).first.click()
        expect(self.page.locator(".modal.in, .modal.show")).to_have_count(0)

    def preview(self) -> FrameLocator:
        """Open the preview beside the form."""
        self.page.get_by_role("button", name="Toggle preview").click()
        return self.page.frame_locator("#w-preview-iframe")

    def open(self, headline: str) -> None:
        """Open the form of a story that there is."""
        self.page.goto(f"{self.url}/pages/{self._key_of(headline)}/edit/")

    def _key_of(self, headline: str) -> str:
        self.page.goto(f"{self.url}/pages/search/?q={headline}")
        link = self.page.locator("a[href$='/edit/']", has_text=headline).first
        return (link.get_attribute("href") or "").split("/")[-3]

    def withdraw(self, headline: str) -> None:
        key = self._key_of(headline)
        self.page.goto(f"{self.url}/pages/{key}/unpublish/")
        self.page.get_by_role("button", name="Yes, unpublish it").click()
        expect(self.page).to_have_url(re.compile(r"/pages/\d+/$"))
