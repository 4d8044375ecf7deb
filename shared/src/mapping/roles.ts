/** R1: a user with at least one of these WordPress roles becomes a contact. */
export const CONTACT_ROLES = [ 'customer', 'subscriber' ] as const;

export function isContactRole( roles: readonly string[] ): boolean {
	return roles.some( ( role ) =>
		( CONTACT_ROLES as readonly string[] ).includes( role )
	);
}
