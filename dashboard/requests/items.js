// @ts-check

import { html } from "/shared/vendor/preact.js";
import { KIND_CHOICES, MOST_ITEMS, itemForm, moveItem } from "../lib/requests.js";
import { Button, IconButton } from "../ui/button.js";
import { useFocusWithin } from "../ui/focus.js";
import { CheckField, SelectField, TextArea, TextField } from "../ui/form.js";
import { ExampleField } from "./example_field.js";

/** @typedef {import("../lib/requests.js").ItemForm} ItemForm */

/**
 * What is asked for: items that can be added, taken out and moved, with the keyboard as well.
 *
 * @param {{items: ItemForm[], fields: Record<string, string>, onChange: (items: ItemForm[]) => void}} props
 */
export function Items({ items, fields, onChange }) {
  const { ref, focus, said } = useFocusWithin();
  /** @param {number} from @param {number} to */
  const move = (from, to) => {
    onChange(moveItem(items, from, to));
    focus(items[from].key, to < from ? "up" : "down", `Item ${to + 1} of ${items.length}.`);
  };
  /** @param {number} at */
  const discard = (at) => {
    const next = items[at + 1] ?? items[at - 1];
    onChange(items.toSpliced(at, 1));
    focus(next.key, "name", "Item removed.");
  };
  const add = () => {
    const item = itemForm();
    onChange([...items, item]);
    focus(item.key, "name", `Item ${items.length + 1} added.`);
  };

  return html`<section class="desk-items" ref=${ref} aria-label="Items">
    <h3>Items</h3>
    ${items.map(
      (item, at) => html`<${Item}
        key=${item.key}
        item=${item}
        at=${at}
        fields=${fields}
        onChange=${(/** @type {Partial<ItemForm>} */ part) => onChange(items.with(at, { ...item, ...part }))}
        onUp=${at > 0 && (() => move(at, at - 1))}
        onDown=${at < items.length - 1 && (() => move(at, at + 1))}
        onRemove=${items.length > 1 && (() => discard(at))}
      />`,
    )}
    <div class="desk-hidden" role="status">${said}</div>
    ${fields.items && html`<div class="field-help error" role="alert">${fields.items}</div>`}
    <div>
      <${Button} size="sm" tone="secondary" icon="add" disabled=${items.length >= MOST_ITEMS} onClick=${add}>Add item<//>
    </div>
  </section>`;
}

/**
 * @param {{item: ItemForm, at: number, fields: Record<string, string>, onChange: (part: Partial<ItemForm>) => void,
 *   onUp: false | (() => void), onDown: false | (() => void), onRemove: false | (() => void)}} props
 */
function Item({ item, at, fields, onChange, onUp, onDown, onRemove }) {
  const name = `item ${at + 1}`;
  /** @param {"name" | "explanation" | "kind"} field */
  const bind = (field) => ({
    value: item[field],
    error: fields[`items.${at}.${field}`],
    onInput: (/** @type {string} */ value) => onChange({ [field]: value }),
  });
  return html`<fieldset class="desk-item" data-key=${item.key}>
    <legend class="desk-hidden">Item ${at + 1}</legend>
    <div class="desk-item-name" data-part="name"><${TextField} label="Item ${at + 1}" ...${bind("name")} maxLength=${200} placeholder="What you need, for example: Passport" /></div>
    <div class="desk-item-buttons">
      <span data-part="up"><${IconButton} icon="arrow-up" label="Move ${name} up" disabled=${!onUp} onClick=${onUp || undefined} /></span>
      <span data-part="down"><${IconButton} icon="arrow-down" label="Move ${name} down" disabled=${!onDown} onClick=${onDown || undefined} /></span>
      <${IconButton} icon="delete-bin-7" label="Remove ${name}" disabled=${!onRemove} onClick=${onRemove || undefined} />
    </div>
    <div class="desk-item-wide">
      <${TextArea} label="Explanation" ...${bind("explanation")} maxLength=${2000} rows=${1} />
    </div>
    <${SelectField} label="Kind" ...${bind("kind")} choices=${KIND_CHOICES} />
    <${CheckField}
      label="Required"
      toggle
      checked=${item.required}
      onChange=${(/** @type {boolean} */ required) => onChange({ required })}
    />
    <${ExampleField} item=${item} name=${name} onChange=${onChange} />
  </fieldset>`;
}
