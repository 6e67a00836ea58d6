// @ts-check

import { html } from "/shared/vendor/preact.js";
import { one } from "../data/api.js";
import { loadDocument } from "../data/documents.js";
import { useLoad } from "../data/hooks.js";
import { loadLetter } from "../data/letters.js";
import { LetterForm } from "../letters/form.js";
import { companyAddress, contactAddress, documentAddress, projectAddress } from "../lib/address.js";
import { useMayEdit } from "../ui/desk.js";
import { PageContent } from "../ui/page.js";
import { Failure, Loading } from "../ui/states.js";

/** Whom a letter can be for: their collection, and where their documents are. */
const OWNERS = {
  contact: { collection: "contacts", address: contactAddress },
  company: { collection: "companies", address: companyAddress },
  project: { collection: "projects", address: projectAddress },
};

/** @param {Route} props */
export function Page({ params }) {
  const { type, id } = params;
  return type ? html`<${NewLetter} type=${type} id=${id} />` : html`<${OldLetter} id=${id} />`;
}

/** @param {{type: string, id: string}} props */
function NewLetter({ type, id }) {
  const owner = type === "company" || type === "project" ? type : "contact";
  const { collection, address } = OWNERS[owner];
  const { data, error, reload } = useLoad((signal) => /** @type {Promise<Named>} */ (one(collection, id, { signal })), [collection, id]);
  const mayEdit = useMayEdit(owner === "project" ? id : undefined);
  const back = address(id, "documents");
  return html`<${PageContent} title="New letter" path=${data ? [{ href: back, label: data.name }] : []}>
    <${Loaded} data=${data} error=${error} reload=${reload} mayEdit=${mayEdit}>
      ${() => data && html`<${LetterForm} to=${{ type: owner, id }} name=${data.name} back=${back} />`}
    <//>
  <//>`;
}

/** @param {{id: string}} props */
function OldLetter({ id }) {
  const { data, error, reload } = useLoad(
    async (signal) => {
      const [letter, doc] = await Promise.all([loadLetter(id, signal), loadDocument(id, signal)]);
      return { letter, doc };
    },
    [id],
  );
  const mayEdit = useMayEdit(data?.doc.project?.id);
  const back = documentAddress(id);
  return html`<${PageContent} title="Edit letter" path=${data ? [{ href: back, label: data.doc.title }] : []}>
    <${Loaded} data=${data} error=${error} reload=${reload} mayEdit=${mayEdit}>
      ${() => data && html`<${LetterForm} id=${id} letter=${data.letter} to=${ownerOf(data.letter)} name=${nameOf(data.doc)} back=${back} />`}
    <//>
  <//>`;
}

/**
 * What is under a heading, once it is there and may be changed by whoever looks.
 *
 * @param {{data: unknown, error: unknown, reload: () => void, mayEdit: boolean, children: () => unknown}} props
 */
function Loaded({ data, error, reload, mayEdit, children }) {
  if (error && !data) return html`<${Failure} error=${error} onRetry=${reload} />`;
  if (!data) return html`<${Loading} />`;
  return mayEdit ? children() : html`<${Failure} error=${{ status: 403 }} />`;
}

/** @param {DeskLetter} letter */
function ownerOf({ contact, company, project }) {
  if (project) return { type: /** @type {const} */ ("project"), id: project };
  return contact ? { type: /** @type {const} */ ("contact"), id: contact } : { type: /** @type {const} */ ("company"), id: company };
}

/** @param {DeskDocument} doc */
const nameOf = ({ project, contact, company }) => (project ?? contact ?? company)?.name ?? "nobody";
