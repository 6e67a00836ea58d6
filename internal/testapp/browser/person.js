// One step of a person in front of the page, evaluated by page.go: looks for something by what it is called and says
// what is wrong, or does it. Nothing of it stays in the page.
async ({ do: what, name, value, on, parts }) => {
  const PRESSABLE =
    "a[href], button, summary, label, select, input, textarea, [role=button], [role=link], [role=tab], [role=menuitem], " +
    "[role=menuitemcheckbox], [role=menuitemradio], [role=option], [role=checkbox], [role=switch], [role=radio]";
  const FIELD = "input, textarea, select, [contenteditable=true], [role=textbox], [role=combobox], [role=searchbox]";
  const CHECKBOX = "input[type=checkbox], input[type=radio], [role=checkbox], [role=switch], [role=menuitemcheckbox]";

  const flat = (text) => (text ?? "").replace(/\s+/gu, " ").trim();

  /** Something small enough to be nothing is there for screen readers only. */
  const isVisible = (element) => {
    const { width, height } = element.getBoundingClientRect();
    const seeThrough = element.matches("input"); // a field may lie invisibly over what it looks like
    return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true, opacityProperty: !seeThrough });
  };

  const referred = (element, attribute) =>
    (element.getAttribute(attribute) ?? "")
      .split(" ")
      .map((id) => flat(document.getElementById(id)?.textContent))
      .join(" ");

  /** What a label says, without the choices of a field within it. */
  const labelText = (label) =>
    [...label.childNodes]
      .filter((node) => !(node instanceof HTMLSelectElement))
      .map((node) => node.innerText ?? node.textContent)
      .join(" ");

  const namesOf = (element) =>
    [
      element.getAttribute("aria-label"),
      referred(element, "aria-labelledby"),
      ...[...(element.labels ?? [])].map(labelText),
      element.matches("input[type=submit], input[type=button]") ? element.value : "",
      element.matches("label") ? labelText(element) : "",
      element.matches("select, input, textarea, label") ? "" : element.innerText,
      element.getAttribute("title"),
      element.getAttribute("placeholder"),
      element.querySelector("img[alt]")?.alt,
    ].map(flat);

  const innermost = (elements) => elements.filter((element) => !elements.some((other) => other !== element && element.contains(other)));

  const describe = (element) => {
    const { tagName, id, className } = element;
    const text = flat(element.innerText).slice(0, 60);
    return `<${tagName.toLowerCase()}${id ? `#${id}` : ""}${className ? ` class="${className.baseVal ?? className}"` : ""}>${text}`;
  };

  class Problem extends Error {}

  const theOnly = (elements, called) => {
    if (elements.length === 1) return elements[0];
    if (elements.length === 0) throw new Problem(`there is no ${called}`);
    throw new Problem(`there are ${elements.length} of ${called}: ${elements.map(describe).join(" | ")}`);
  };

  const root = () => {
    let element = document.body;
    for (const { selector, text } of parts) {
      const found = [...element.querySelectorAll(selector)].filter(isVisible).filter((e) => flat(e.innerText).includes(text));
      element = theOnly(innermost(found), `"${selector}" with "${text}"`);
    }
    if (!element) throw new Problem("the page is empty");
    return element;
  };

  /** All that is called so, may be used (a modal dialog makes inert what is beside it), and can be seen. */
  const called = (selector) => {
    const modal = [...document.querySelectorAll("dialog:modal")].at(-1);
    const named = [...root().querySelectorAll(selector)]
      .filter((element) => !modal || modal.contains(element))
      .filter((element) => !element.closest("[inert]"))
      .filter((element) => namesOf(element).includes(flat(name)));
    const visible = named.filter(isVisible);
    // A label that stands for a field that can be seen is the field.
    return innermost(visible.filter((element) => !(element.matches("label") && visible.includes(element.control))));
  };
  const theOne = (selector) => theOnly(called(selector), `"${name}"`);

  const isDisabled = (element) => element.matches(":disabled") || element.closest("[aria-disabled=true]") !== null;

  const frame = () =>
    new Promise((resolve) => {
      requestAnimationFrame(resolve);
      setTimeout(resolve, 200);
    });

  /** The middle of an element: in view, at rest and not covered. */
  const middle = async (element) => {
    const box = () => {
      const [first] = [...element.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
      if (!first) throw new Problem(`${describe(element)} has gone`);
      return first;
    };
    const centre = ({ left, right, top, bottom }) => ({
      x: (Math.max(left, 0) + Math.min(right, innerWidth)) / 2,
      y: (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2,
    });
    const hit = () => {
      const { x, y } = centre(box());
      return document.elementFromPoint(x, y);
    };
    const { top, left, bottom, right } = box();
    const inside = top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
    if (!inside || !belongs(element, hit())) {
      element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    }
    await frame();
    const before = box();
    await frame();
    const after = box();
    if (before.x !== after.x || before.y !== after.y) throw new Problem(`${describe(element)} is moving`);
    if (!hit()) throw new Problem(`${describe(element)} is out of view`);
    if (!belongs(element, hit())) throw new Problem(`${describe(element)} is covered by ${describe(hit())}`);
    return centre(after);
  };

  /** Where to press it. */
  const pressPoint = async (element) => {
    if (isDisabled(element)) throw new Problem(`"${name}" is disabled`);
    const point = await middle(element);
    guard(element);
    return point;
  };

  const belongs = (element, hit) => {
    const label = hit?.closest("label") ?? null;
    return element.contains(hit) || (label !== null && (label.control === element || element.control === hit));
  };

  /** The page may change between this look and the press: a press that would land elsewhere is stopped and told of. */
  const guard = (element) => {
    const state = { hit: null, clicked: false, gone: () => !element.isConnected };
    globalThis.pressGuard = state;
    const events = ["pointerdown", "mousedown", "touchstart", "pointerup", "mouseup", "touchend", "click"];
    const listen = (event) => {
      if (!event.isTrusted) return;
      // A finger's click goes to what is under it when it is lifted, which may be something else by then.
      if (event.type === "pointerdown" || (event.type === "click" && !state.clicked)) {
        state.hit = event.target instanceof Element && belongs(element, event.target);
      }
      if (state.hit === false) {
        event.preventDefault();
        event.stopImmediatePropagation();
      } else if (event.type === "click") {
        state.clicked = true;
      }
    };
    for (const event of events) addEventListener(event, listen, { capture: true, passive: false });
    state.off = () => events.forEach((event) => removeEventListener(event, listen, { capture: true }));
  };

  const theCheckbox = () => {
    const element = theOne(`${CHECKBOX}, label`);
    return element.control ?? element;
  };
  const isChecked = (element) => element.checked ?? element.getAttribute("aria-checked") === "true";

  const steps = {
    loaded: () => {
      if (document.readyState !== "complete") throw new Problem(`the page is ${document.readyState}`);
    },
    text: () => ({ text: flat(root().innerText) }),
    see: () => {
      const text = flat(root().innerText);
      if (!text.includes(flat(name))) throw new Problem(`what is there: ${text}`);
    },
    dontSee: () => {
      let text = "";
      try {
        text = flat(root().innerText);
      } catch (error) {
        if (!(error instanceof Problem)) throw error; // where the whole part is gone, so is the text
      }
      if (text.includes(flat(name))) throw new Problem(`what is there: ${text}`);
    },
    seeButton: () => {
      if (called(PRESSABLE).length === 0) throw new Problem(`what is there: ${flat(root().innerText)}`);
    },
    dontSeeButton: () => {
      if (called(PRESSABLE).length > 0) throw new Problem(`it is there: ${flat(root().innerText)}`);
    },
    disabled: () => {
      if (!isDisabled(theOne(PRESSABLE))) throw new Problem("it is not disabled");
    },
    middle: () => middle(root()),
    box: async () => {
      await middle(root());
      const { left: x, top: y, width, height } = root().getBoundingClientRect();
      return { x, y, width, height };
    },
    press: () => pressPoint(theOne(PRESSABLE)),
    pressField: () => pressPoint(theOne(FIELD)),
    pressed: async () => {
      const { pressGuard } = globalThis;
      // Where the press has led to another page, there is nothing to say any more.
      if (!pressGuard) return { done: true };
      // The click of a finger comes after the finger; none comes where the page has put another element in the place
      // of the one that was being pressed, or is so busy that the finger seems to rest.
      const late = performance.now() + 2000;
      const isOpen = () => pressGuard.hit !== false && !pressGuard.clicked && !pressGuard.gone() && performance.now() < late;
      while (isOpen()) await frame();
      delete globalThis.pressGuard;
      pressGuard.off();
      return { done: pressGuard.clicked };
    },
    set: () => {
      const field = theOne(FIELD);
      if (isDisabled(field)) throw new Problem(`"${name}" is disabled`);
      if (!field.matches("[type=color], [type=date], [type=time], [type=datetime-local], [type=month], [type=range]")) return {};
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, value);
      for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
      return { done: true };
    },
    select: () => {
      const field = theOne("select");
      if (isDisabled(field)) throw new Problem(`"${name}" is disabled`);
      const option = [...field.options].find(({ text }) => flat(text) === flat(value));
      if (!option) throw new Problem(`there is no "${value}" but ${[...field.options].map(({ text }) => flat(text)).join(", ")}`);
      field.focus();
      field.selectedIndex = option.index;
      for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
    },
    isChecked: () => ({ done: isChecked(theCheckbox()) }),
    seeChecked: () => {
      if (isChecked(theCheckbox()) !== on) throw new Problem(`it is ${on ? "off" : "on"}`);
    },
    seeValue: () => {
      const field = theOne(FIELD);
      const is = field.value ?? field.innerText;
      if (is !== value) throw new Problem(`it holds "${is}"`);
    },
  };

  try {
    return (await steps[what]()) ?? {};
  } catch (error) {
    if (error instanceof Problem) return { problem: error.message };
    throw error;
  }
}
