/* Types that the modules of the staff desk share, and of what main.js uses of PocketBase's dashboard. */

/** PocketBase's client, as far as Portico uses it (https://github.com/pocketbase/js-sdk). */
interface PocketBaseClient {
  authStore: {
    isValid: boolean;
    token: string;
    record: AuthRecord | null;
    storageKey: string;
    save(token: string, record: AuthRecord): void;
    clear(): void;
    onChange(callback: (token: string, record: AuthRecord | null) => void, fireImmediately?: boolean): () => void;
  };
  realtime: {
    isConnected: boolean;
    subscribe(topic: string, callback: () => void): Promise<() => Promise<void>>;
  };
  collection(name: string): PocketBaseCollection;
  send<T>(path: string, options: PocketBaseOptions): Promise<T>;
  cancelAllRequests(): void;
}

interface PocketBaseOptions {
  method?: string;
  query?: Record<string, unknown>;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  requestKey?: string | null;
  filter?: string;
  sort?: string;
  expand?: string;
  fields?: string;
  skipTotal?: boolean;
  mfaId?: string;
}

interface PocketBaseCollection {
  getList<T>(page: number, perPage: number, options?: PocketBaseOptions): Promise<PocketBaseList<T>>;
  getFullList<T>(options?: PocketBaseOptions): Promise<T[]>;
  getOne<T>(id: string, options?: PocketBaseOptions): Promise<T>;
  create<T>(body: unknown, options?: PocketBaseOptions): Promise<T>;
  update<T>(id: string, body: unknown, options?: PocketBaseOptions): Promise<T>;
  delete(id: string, options?: PocketBaseOptions): Promise<boolean>;
  subscribe(topic: string, callback: () => void): Promise<() => Promise<void>>;
  authWithPassword(identity: string, password: string, options?: PocketBaseOptions): Promise<unknown>;
  requestOTP(email: string, options?: PocketBaseOptions): Promise<{ otpId: string }>;
  authWithOTP(otpId: string, password: string, options?: PocketBaseOptions): Promise<unknown>;
  authRefresh(options?: PocketBaseOptions): Promise<unknown>;
  requestPasswordReset(email: string, options?: PocketBaseOptions): Promise<boolean>;
}

interface PocketBaseList<T> {
  page: number;
  perPage: number;
  totalItems: number;
  totalPages: number;
  items: T[];
}

interface AuthRecord {
  id: string;
  email: string;
  collectionName: string;
  role?: string;
}

/** What a route handler of PocketBase's router gets. */
interface Route {
  path: string;
  params: Record<string, string>;
  query: Record<string, string[]>;
}

interface HeaderLink {
  href: string;
  icon: string;
  label: string;
}

type SuperuserLoad = (...args: unknown[]) => Promise<unknown>;

/** PocketBase's editor, as far as Portico uses it (TinyMCE 6). */
interface TinyMCE {
  focus(): void;
  getContent(): string;
  insertContent(html: string): void;
  remove(): void;
  ui: { registry: { addButton(name: string, button: { icon: string; tooltip: string; onAction(): void }): void } };
}

interface TinyMCEOptions {
  content_style: string;
  readonly?: boolean;
  toolbar: string | false;
  setup(editor: TinyMCE): void;
  [more: string]: unknown;
}

/** The dashboard's undocumented extension interface. Only main.js may use it. */
declare const app: {
  pb: PocketBaseClient;
  routes: {
    fallbackPath: string;
    guestOnly(path: string, handler: (route: Route) => Promise<HTMLElement>): void;
    superuserOnly(path: string, handler: (route: Route) => Promise<HTMLElement>): void;
  };
  store: {
    superuser: AuthRecord | null;
    page: HTMLElement;
    title: string;
    settings: { meta: { appName: string; accentColor: string } };
    headerLinks: HeaderLink[];
    mainLogo: string;
    headerLogo: string;
    favicon: string;
    loadCollections: SuperuserLoad;
    loadSettings: SuperuserLoad;
    loadOAuth2Providers: SuperuserLoad;
    silentlyReloadCollections: SuperuserLoad;
  };
  components: {
    tinymce(props: {
      value: string;
      readonly: boolean;
      onchange(content: string): void;
      onbeforeinit(options: TinyMCEOptions): void;
      onafterinit(editor: TinyMCE): void;
    }): HTMLElement;
  };
  modals: {
    confirm(text: string, yes: () => Promise<void>, no: undefined, settings: { yesButton: string; noButton: string }): void;
  };
  toasts: {
    success(text: string): void;
    error(text: string, options?: { duration: number }): void;
    removeAll(animate?: boolean): void;
  };
};

/** The dashboard's maker of elements. Only main.js may use it. */
declare const t: Record<string, (attributes?: object | null, ...children: (Node | string)[]) => HTMLElement>;

/** What the pages of the staff desk may use of the dashboard around them. */
interface Host {
  pb: PocketBaseClient;
  /** Names the page in the browser's tab. */
  title(text: string): void;
  /** Says in the browser's tab and in the header how many messages nobody at the firm has read. */
  unread(count: number): void;
  /** Says that something went well. */
  toast(text: string): void;
  /** Says that something went wrong, where there is no form to say it in. */
  warn(text: string): void;
  /** An editor of letters, to be put into the page, and closed when it is done with. */
  editor(options: {
    label: string;
    value: string;
    readOnly: boolean;
    onInput(html: string): void;
    onReady(): void;
    onFail(): void;
  }): { element: HTMLElement; read(): string; focus(): void; close(): void };
  /** Gives the dashboard the firm's name and colour. */
  dress(firm: { name: string; accentColor: string }): void;
  signOut(): void;
  /** Goes on with another token, after the one before has ended with the password. */
  renew(token: string, record: AuthRecord): Promise<void>;
  /** Goes on after the sign-in: to where the person wanted to go, or to the first page. */
  proceed(): void;
}

/** Who works at the desk (GET /api/desk/me). */
interface Me {
  id: string;
  name: string;
  email: string;
  role: "owner" | "manager" | "editor" | "viewer";
  canEdit: boolean;
  canManage: boolean;
  /** How soon a mail tells of unread messages; owners get none. */
  messageMails?: MessageMails;
}

type MessageMails = "now" | "daily" | "never";

interface Firm {
  name: string;
  logoUrl: string;
  accentColor: string;
  maxUploadSize: number;
  allowedTypes: string[];
}

/** Somebody or something by id and name. */
interface Named {
  id: string;
  name: string;
}

interface ListOf<T> {
  page: number;
  perPage: number;
  totalItems: number;
  totalPages: number;
  items: T[];
}

interface Contact extends Named {
  email: string;
  phone: string;
  notes: string;
  access: "never" | "enabled" | "disabled";
  created: string;
}

interface Company extends Named {
  email: string;
  phone: string;
  website: string;
  address: string;
  notes: string;
  created: string;
}

/** A contact of a company (company_contacts). */
interface Membership {
  id: string;
  company: string;
  contact: string;
  primary: boolean;
  expand?: { company?: Company; contact?: Contact };
}

interface DeskShare {
  id: string;
  contact: Named | null;
  company: Named | null;
  project: Named | null;
  since: string;
  by: string;
}

interface DeskDocument {
  id: string;
  title: string;
  description: string;
  kind: string;
  fileName: string;
  fileType: string;
  fileSize: number;
  preview: "pdf" | "image" | "text" | "audio" | "video" | "";
  origin: "staff" | "portal";
  created: string;
  updated: string;
  uploadedBy: string;
  seen: boolean;
  contact: Named | null;
  company: Named | null;
  project: Named | null;
  assignedTo: Named | null;
  shares: DeskShare[];
  opened: { contact: Named; at: string }[];
  /** How many public links still open it. */
  links: number;
  /** Of an estimate or invoice that is written here; else "". */
  /** What has become of an estimate or invoice; empty for others. */
  billState: string;
  /** What it says; only of a document that was asked for by itself. */
  bill?: import("/shared/particulars.js").Bill | null;
  log?: import("/shared/particulars.js").Log | null;
  /** Whether it was written here as a letter. */
  letter: boolean;
  comments: number;
  /** Comments that nobody at the firm has read. */
  unread: number;
}

/** What a letter says (GET /api/desk/documents/{id}/letter). */
interface DeskLetter {
  title: string;
  kind: string;
  /** 2026-05-31 */
  date: string;
  /** HTML */
  body: string;
  /** Of what it says; a change names the one that was read. */
  version: string;
  /** By everyone: it stays as it is. */
  signed: boolean;
  /** In which it waits to be signed, by id; empty without one. */
  round: string;
  /** By id; empty where it is not theirs. */
  contact: string;
  company: string;
  project: string;
}

/** What a conversation is about: the client's own with the firm, comments on an item, a project's, or a ticket. */
type About = { kind: "contact" | "document" | "project" | "ticket"; id: string };

/** A conversation in a list (GET /api/desk/conversations). */
interface Conversation extends Named, About {
  id: string;
  slug: string;
  /** Where a document is filed, or whose project it is. */
  context: string;
  /** How the last message begins, who wrote it, on which side and when. */
  last: string;
  by: string;
  side: "client" | "firm";
  at: string;
  unread: number;
  messages: number;
}

/** Whose documents a list shows: a contact's, a company's or a project's. */
type Scope = { type: "contact" | "company" | "project"; id: string; name: string };

type ProjectStatus = "planned" | "active" | "on_hold" | "done" | "archived";

interface Project extends Named {
  slug: string;
  company: string;
  status: ProjectStatus;
  starts: string;
  ends: string;
  description: string;
  portal_enabled: boolean;
  created: string;
  expand?: { company?: Company };
}

/** What somebody of the staff may do in a project, whatever their role (project_staff). */
interface Permission {
  id: string;
  project: string;
  staff: string;
  permission: "view" | "edit";
  expand?: { staff?: StaffMember };
}

/** A line of a project's portal access list. */
interface AccessEntry {
  id: string;
  contact: string;
  name: string;
  email: string;
  access: Contact["access"];
  lastSeen: string;
  canSignIn: boolean;
}

/** A project's portal (GET /api/desk/projects/{id}/portal). */
interface ProjectPortal extends Named {
  slug: string;
  url: string;
  portalEnabled: boolean;
  firmPortalEnabled: boolean;
  canEdit: boolean;
  /** Messages of the project and of its items that nobody at the firm has read. */
  unread: number;
  items: DeskDocument[];
  access: AccessEntry[];
}

/** Something that was done (GET /api/desk/activity). What was deleted since is null. */
interface ActivityEntry {
  seq: number;
  at: string;
  action: string;
  actor: { kind: "owner" | "staff" | "contact" | "guest" | "portico"; name: string; contact: Named | null; ip: string };
  contact: Named | null;
  company: Named | null;
  project: Named | null;
  document: Named | null;
  /** What it was called then. */
  subject: string;
}

type RequestStatus = "draft" | "open" | "submitted" | "done" | "cancelled";

/** Something the firm asks of its clients, in a list (GET /api/desk/requests). */
interface DeskRequest {
  id: string;
  title: string;
  status: RequestStatus;
  /** 2026-12-31, or empty. */
  due: string;
  /** Exactly one of the three is asked. */
  contact: Named | null;
  company: Named | null;
  project: Named | null;
  by: string;
  created: string;
  sent: string;
  submitted: string;
  progress: { complete: number; total: number };
}

type ItemKind = "file" | "text" | "yes_no";

/** The same with all that it asks for (GET /api/desk/requests/{id}). */
interface WholeRequest extends DeskRequest {
  message: string;
  /** The rule by which what is sent in is named. */
  naming: string;
  /** Days; 0 is never. */
  remindBefore: number;
  remindEvery: number;
  nextReminder: string;
  canEdit: boolean;
  items: RequestItem[];
}

/** Something that is asked for, and what was answered. */
interface RequestItem {
  id: string;
  name: string;
  explanation: string;
  kind: ItemKind;
  required: boolean;
  state: "open" | "answered" | "missing" | "accepted" | "returned";
  text: string;
  yesNo: "yes" | "no" | "";
  /** Why the client does not have it. */
  missing: string;
  /** Why the firm asks again. */
  note: string;
  answeredBy: string;
  answered: string;
  example: import("/shared/messages/types.js").MessageFile | null;
  files: DeskDocument[];
}

/** What requests can begin as (request_templates). */
interface RequestTemplate extends Named {
  form: Partial<import("./lib/requests.js").RequestBody>;
}

/** A client's question to the help desk (GET /api/desk/tickets). */
interface Ticket {
  id: string;
  number: number;
  subject: string;
  status: "open" | "answered" | "closed";
  contact: Named | null;
  project: Named | null;
  assignedTo: Named | null;
  created: string;
  updated: string;
  /** Messages that nobody at the firm has read. */
  unread: number;
}

type FieldKind = "signature" | "initials" | "date" | "name" | "text";

type SigningStatus = "draft" | "sent" | "sealing" | "completed" | "declined" | "withdrawn" | "expired" | "voided";

/** A round of signing: who is to sign a document, where, and how each did (GET /api/desk/signings/{id}). */
interface Signing {
  id: string;
  /** Empty once it is deleted. */
  document: string;
  title: string;
  status: SigningStatus;
  /** Why it was declined, withdrawn or voided. */
  reason: string;
  message: string;
  inOrder: boolean;
  askCode: boolean;
  /** 2026-12-31, or empty. */
  due: string;
  /** Days; 0 is never. */
  remindBefore: number;
  remindEvery: number;
  nextReminder: string;
  /** The version of what is agreed to. */
  consent: number;
  by: string;
  created: string;
  sent: string;
  ended: string;
  /** Of the last attempt at finishing it. */
  error: string;
  signers: Signature[];
  canEdit: boolean;
  signaturePage: boolean;
  pages: import("./lib/places.js").PageSize[];
  /** What others have filled in, where the account can sign. */
  filled: import("/shared/signing/filled.js").FilledField[] | null;
  /** What the account agrees to by signing, where it can. */
  consentText: string;
  /** Of a draft: another after each time that it was saved. */
  version: string;
}

/** Somebody who signs, and how they did. */
interface Signature {
  id: string;
  contact: Named | null;
  staff: Named | null;
  name: string;
  email: string;
  state: "waiting" | "signed" | "declined";
  /** They can sign now. */
  turn: boolean;
  /** It is the account's own. */
  mine: boolean;
  told: string;
  opened: string;
  signed: string;
  reason: string;
  proof: string;
  fields: SignatureField[];
}

/** Where something is to be filled in: shares of the page as it is seen, from its upper left corner. */
interface SignatureField {
  id: string;
  kind: FieldKind;
  label: string;
  required: boolean;
  page: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A round of signing in a list (GET /api/desk/signings). */
interface SigningLine {
  id: string;
  document: string;
  title: string;
  status: SigningStatus;
  due: string;
  by: string;
  created: string;
  sent: string;
  ended: string;
  signers: { name: string; state: Signature["state"]; turn: boolean }[];
}

/** Whether a document can be signed (GET /api/desk/documents/{id}/signings/fitness). */
type Fitness =
  | { fit: false; why: string; advice: string }
  | {
      fit: true;
      pages: import("./lib/places.js").PageSize[];
      form: boolean;
      /** That are in it already. */
      signatures: number;
      attachments: boolean;
    };

/** What signers agree to. */
interface Consent {
  version: number;
  text: string;
  madeBy?: string;
  created?: string;
}

/** How much waits for the firm (GET /api/desk/home). */
interface Waiting {
  signingsMine: number;
  signingsDue: number;
  signingsWaiting: number;
  uploads: number;
  requestsOverdue: number;
  requestsHandedIn: number;
  messages: number;
  tickets: number;
  mailsFailed: number;
}

interface PublicLink {
  id: string;
  created: string;
  madeBy: string;
  expires: string;
  opens: number;
  maxOpens: number;
  hasPassword: boolean;
  state: "active" | "expired" | "used_up" | "deactivated";
}

/** A link by which a request is answered without an account. */
interface RequestLink {
  id: string;
  created: string;
  madeBy: string;
  expires: string;
  opened: string;
  received: number;
  contact: Named;
  state: "active" | "expired" | "deactivated";
}

interface StaffMember extends Named {
  email: string;
  role: "manager" | "editor" | "viewer";
}

interface PortalSettings {
  id: string;
  portal_enabled: boolean;
  firm_name: string;
  logo: string;
  letterhead: string;
  /** Where invoices are paid, with {number}, {amount} and {currency} to be filled in. */
  payment_link: string;
  accent_color: string;
  portal_url: string;
  upload_assignee: string;
  upload_notification_text: string;
  /** Stamps the time of finished PDFs (RFC 3161). */
  time_server: string;
  max_upload_size: number;
  allowed_types: string[];
}

interface Mail {
  id: string;
  to: string;
  subject: string;
  state: "queued" | "sent" | "failed";
  attempts: number;
  next_attempt: string;
  last_error: string;
  kind: string;
  created: string;
  sent: string;
}
