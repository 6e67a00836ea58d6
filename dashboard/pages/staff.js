// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { all, destroy, update } from "../data/api.js";
import { useAction, useLive, useLoad } from "../data/hooks.js";
import { requestStaffPasswordReset } from "../data/sign_in.js";
import { host } from "../host.js";
import { problem } from "../lib/errors.js";
import { ROLES } from "../lib/labels.js";
import { StaffForm } from "../settings/staff_form.js";
import { Button } from "../ui/button.js";
import { useMe } from "../ui/desk.js";
import { Confirm } from "../ui/dialog.js";
import { Menu } from "../ui/menu.js";
import { PageContent } from "../ui/page.js";
import { Filter } from "../ui/search.js";
import { SettingsMenu } from "../ui/settings_menu.js";
import { Empty, Failure, Loading, Stale } from "../ui/states.js";
import { Table } from "../ui/table.js";

const ROLE_CHOICES = Object.entries(ROLES).map(([value, { label }]) => ({ value, label }));

export function Page() {
  const me = useMe();
  const [adding, setAdding] = useState(false);
  const staff = useLoad(
    /** @returns {Promise<StaffMember[]>} */
    (signal) => all("staff", { sort: "name", signal }),
    [],
  );
  useLive(["staff"], staff.reload);

  return html`
    <${SettingsMenu} section="staff" />
    <${PageContent}
      title="Staff accounts"
      path=${[{ href: "#/portal-settings", label: "Settings" }]}
      actions=${me.canManage && html`<${Button} icon="user-add" onClick=${() => setAdding(true)}>Add staff<//>`}
    >
      ${me.canManage ? html`<${Members} staff=${staff} />` : html`<${Failure} error=${{ status: 403 }} />`}
      ${adding && html`<${StaffForm} onClose=${() => setAdding(false)} onAdded=${staff.reload} />`}
    <//>
  `;
}

/** @param {{staff: import("../data/hooks.js").Loaded<StaffMember[]>}} props */
function Members({ staff }) {
  const me = useMe();
  const [removing, setRemoving] = useState(/** @type {StaffMember | undefined} */ (undefined));
  const { data, error, loading, reload } = staff;
  if (!data) return error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`;
  if (!data.length) {
    return html`<${Empty} icon="team" title="No staff accounts yet.">
      <p>Staff sign in at this dashboard and see Portico's pages only.</p>
    <//>`;
  }

  /** @type {import("../ui/table.js").Column<StaffMember>[]} */
  const columns = [
    {
      label: "Name",
      className: "desk-main-cell",
      cell: (member) => html`${member.name} ${member.id === me.id && html`<span class="txt-hint">(you)</span>`}`,
    },
    { label: "Email", cell: (member) => html`<span class="desk-break">${member.email}</span>` },
    { label: "Role", cell: (member) => html`<${Role} member=${member} onChanged=${reload} />` },
    {
      label: "",
      className: "desk-actions-cell",
      cell: (member) => html`<${Menu}
        label="More actions for ${member.name || member.email}"
        items=${[
          { label: "Send password reset", icon: "key-2", onSelect: () => sendReset(member) },
          member.id !== me.id && {
            label: "Remove",
            icon: "user-unfollow",
            danger: true,
            onSelect: () => setRemoving(member),
          },
        ]}
      />`,
    },
  ];

  return html`
    <${Stale} error=${error} onRetry=${reload} />
    <${Table} label="Staff accounts" columns=${columns} rows=${data} busy=${loading} />
    <dl class="desk-roles">
      ${Object.values(ROLES).map(({ label, means }) => html`<div><dt>${label}</dt><dd>${means}.</dd></div>`)}
    </dl>
    ${removing && html`<${Remove} member=${removing} onClose=${() => setRemoving(undefined)} onRemoved=${reload} />`}
  `;
}

/** @param {{member: StaffMember, onChanged: () => void}} props */
function Role({ member, onChanged }) {
  const me = useMe();
  const { run } = useAction(async (/** @type {string} */ role) => {
    try {
      await update("staff", member.id, { role });
      host().toast(`${member.name} is now ${ROLES[role].label.toLowerCase()}.`);
    } catch (error) {
      host().warn(problem(error).title);
    }
    onChanged();
  });
  // Whoever takes the role of manager from themself could not give it back.
  if (member.id === me.id) return ROLES[member.role]?.label;
  return html`<${Filter}
    label="Role of ${member.name}"
    value=${member.role}
    choices=${ROLE_CHOICES}
    onInput=${run}
  />`;
}

/** @param {StaffMember} member */
async function sendReset({ email }) {
  try {
    await requestStaffPasswordReset(email);
    host().toast(`A link to set a new password is on its way to ${email}.`);
  } catch (error) {
    host().warn(problem(error).title);
  }
}

/** @param {{member: StaffMember, onClose: () => void, onRemoved: () => void}} props */
function Remove({ member, onClose, onRemoved }) {
  const confirm = async () => {
    await destroy("staff", member.id);
    host().toast(`${member.name} was removed.`);
    onRemoved();
  };
  return html`<${Confirm} title="Remove ${member.name}?" confirm="Remove" onConfirm=${confirm} onClose=${onClose}>
    <p>The account is deleted and cannot sign in any more. Documents and shares stay as they are.</p>
  <//>`;
}
