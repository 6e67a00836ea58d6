// @ts-check

/**
 * Whether somebody may change what belongs to these projects, or to none. The server decides; this spares people the
 * buttons that it would refuse. (internal/access/staff.go)
 *
 * @param {{canEdit: boolean, canManage: boolean}} me
 * @param {Pick<Permission, "project" | "permission">[]} permissions What this person may do in single projects.
 * @param {(string | undefined)[]} projects
 * @returns {boolean}
 */
export function mayEdit(me, permissions, projects) {
  if (me.canManage) return true;
  const given = projects.filter(Boolean);
  if (!given.length) return me.canEdit;
  return given.every((id) => {
    const own = permissions.find(({ project }) => project === id);
    return own ? own.permission === "edit" : me.canEdit;
  });
}
