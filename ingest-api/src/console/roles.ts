import type { PersonRole } from '../db/console-tables.ts';

/** R40: in words, and what it means. */
export const ROLES: Readonly<
	Record< PersonRole, { label: string; may: string } >
> = {
	member: {
		label: 'Member',
		may: 'Sees everything, edits products, works on automations, and sends again.',
	},
	owner: {
		label: 'Owner',
		may: 'May also connect and pause stores, invite people, and change settings, webhooks and tokens.',
	},
};

export const ROLE_CHOICES = ( [ 'member', 'owner' ] as const ).map(
	( role ) => ( { value: role, label: ROLES[ role ].label } )
);
