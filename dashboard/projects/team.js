// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { all, create, destroy, update } from "../data/api.js";
import { useAction, useLive, useLoad } from "../data/hooks.js";
import { loadTeam } from "../data/projects.js";
import { host } from "../host.js";
import { problem } from "../lib/errors.js";
import { PERMISSIONS, PERMISSION_CHOICES, ROLES } from "../lib/labels.js";
import { Chip } from "../ui/bits.js";
import { Button, IconButton } from "../ui/button.js";
import { Card } from "../ui/card.js";
import { useMe } from "../ui/desk.js";
import { SelectField } from "../ui/form.js";
import { FormDialog } from "../ui/form_dialog.js";
import { Filter } from "../ui/search.js";
import { Failure, Loading, Refusal } from "../ui/states.js";

/**
 * Who of the staff may do more or less in a project than their role says.
 *
 * @param {{project: Project}} props
 */
export function TeamCard({ project }) {
  const { canManage } = useMe();
  const [adding, setAdding] = useState(false);
  const { data, error, reload } = useLoad((signal) => loadTeam(project.id, signal), [project.id]);
  useLive(["project_staff", "staff"], reload);

  const add =
    canManage &&
    html`<${Button} size="sm" tone="secondary" icon="add" disabled=${!data} onClick=${() => setAdding(true)}
      >Add person<//
    >`;
  return html`<${Card} title="Team" foot=${add}>
    <p class="txt-hint">
      Here a person's permission counts in place of their role. Managers edit every project; whoever is not listed does
      what their role allows.
    </p>
    ${!data && (error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`)}
    ${data?.length === 0 && html`<p>Nobody is listed yet.</p>`}
    <ul class="desk-shares" aria-label="Team">
      ${data?.map((entry) => html`<${Member} key=${entry.id} entry=${entry} onChanged=${reload} />`)}
    </ul>
    ${
      adding &&
      data &&
      html`<${AddPerson} project=${project} team=${data} onClose=${() => setAdding(false)} onAdded=${reload} />`
    }
  <//>`;
}

/** @param {{entry: Permission, onChanged: () => void}} props */
function Member({ entry, onChanged }) {
  const { canManage } = useMe();
  const { name = "", email = "" } = entry.expand?.staff ?? {};
  const who = name || email || "Somebody";
  const { run, busy } = useAction(async (/** @type {() => Promise<unknown>} */ change) => {
    try {
      await change();
    } catch (error) {
      host().warn(problem(error).title);
    }
    onChanged();
  });

  return html`<li>
    <div class="desk-shares-who">${who}</div>
    ${
      canManage
        ? html`<${Filter}
              label="Permission of ${who}"
              value=${entry.permission}
              choices=${PERMISSION_CHOICES}
              onInput=${(/** @type {string} */ permission) =>
                run(() => update("project_staff", entry.id, { permission }))}
            />
            <${IconButton}
              icon="close"
              label="Remove ${who} from the team"
              busy=${busy}
              onClick=${() => run(() => destroy("project_staff", entry.id))}
            />`
        : html`<${Chip}>${PERMISSIONS[entry.permission]}<//>`
    }
  </li>`;
}

/** @param {{project: Project, team: Permission[], onClose: () => void, onAdded: () => void}} props */
function AddPerson({ project, team, onClose, onAdded }) {
  const [values, setValues] = useState({ staff: "", permission: "edit" });
  const staff = useLoad(
    /** @returns {Promise<StaffMember[]>} */
    (signal) => all("staff", { sort: "name", signal }),
    [],
  );
  const { run, busy, error } = useAction(async () => {
    await create("project_staff", { project: project.id, ...values });
    onAdded();
    onClose();
  });
  const choices = (staff.data ?? [])
    .filter((member) => member.role !== "manager" && !team.some((entry) => entry.staff === member.id))
    .map(({ id: value, name, email, role }) => ({ value, label: `${name || email} (${ROLES[role].label})` }));

  return html`<${FormDialog}
    title="Add person"
    submit="Add"
    ready=${values.staff !== ""}
    busy=${busy}
    fields=${problem(error).fields}
    onSubmit=${run}
    onClose=${onClose}
  >
    <${Refusal} error=${error} />
    ${!staff.data && (staff.error ? html`<${Failure} ...${staff} onRetry=${staff.reload} />` : html`<${Loading} />`)}
    ${staff.data && !choices.length && html`<p>Every editor and viewer is listed already. Managers edit every project.</p>`}
    ${
      choices.length > 0 &&
      html`<${SelectField}
          label="Person"
          value=${values.staff}
          choices=${[{ value: "", label: "Choose" }, ...choices]}
          onInput=${(/** @type {string} */ value) => setValues((last) => ({ ...last, staff: value }))}
        />
        <${SelectField}
          label="Permission"
          value=${values.permission}
          choices=${PERMISSION_CHOICES}
          onInput=${(/** @type {string} */ permission) => setValues((last) => ({ ...last, permission }))}
        />`
    }
  <//>`;
}
