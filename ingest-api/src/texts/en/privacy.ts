import { plural } from './plurals.ts';

export const privacy = {
	title: 'Privacy',
	erased: 'Personal data was erased.',
	erasePerson: 'Erase a person',
	explanation:
		'This removes the contact, and erases names, addresses, phone numbers, notes and options the buyer typed from the orders of all your stores. What was sold, when and for how much stays, so that your books remain correct.',
	find: 'Find this person',
	ownersOnly: 'Only an owner can erase a person.',
	eraseOne: ( { email }: { email: string } ) => `Erase ${ email }?`,
	nothingFound:
		'Ivorey has no data on this person. If you erase the address anyway, older data that a store sends later does not bring this person back.',
	contacts: ( contacts: number ) =>
		plural( contacts, {
			one: '# contact, removed unless something else refers to it',
			other: '# contacts, removed unless something else refers to them',
		} ),
	accounts: ( accounts: number ) =>
		plural( accounts, {
			one: '# customer account in your stores',
			other: '# customer accounts in your stores',
		} ),
	orders: ( orders: number ) =>
		plural( orders, {
			one: '# order, kept without personal data',
			other: '# orders, kept without personal data',
		} ),
	warning:
		'This cannot be undone. It does not erase anything in your stores: use the erasure tool in WordPress for that.',
	erase: 'Erase',
	erasedSoFar: 'Erased so far',
	nobodyYet: 'Nobody yet.',
	askedBy: 'Requested by',
	data: 'Data',
	fingerprint: 'Fingerprint of the address',
	contactCount: ( contacts: number ) =>
		plural( contacts, { one: '# contact', other: '# contacts' } ),
	accountCount: ( accounts: number ) =>
		plural( accounts, {
			one: '# customer account',
			other: '# customer accounts',
		} ),
	deletedUser: ( { what }: { what: string } ) => `Deleted user: ${ what }`,
	aStore: 'A store',
	origins: {
		console: 'In the console',
		api: 'Through the API',
		cli: 'On the command line',
	},
};
