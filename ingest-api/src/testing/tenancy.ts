import { loadModule, parseSync } from 'libpg-query';
import { TENANT_TABLES } from '../db/schema.ts';

await loadModule();

/** A node of Postgres' own parser: `{ RangeVar: { relname: 'orders', … } }`. */
type Node = Readonly< Record< string, Fields > >;
type Fields = Readonly< Record< string, unknown > >;

/** A source of a query's rows, under its name in the query. */
interface Relation {
	name: string;
	/** null: a subquery, a function or a table without a tenant. */
	tenantTable: string | null;
	/** Whether every row of it belongs to the given account. */
	isHeld: boolean;
}

/** An `account_id` in a condition: a given one, or a relation's. */
type Operand = 'given' | Relation;

/** `one = other`; if an outer join may leave it unmet, it holds only rows of `holds`. */
interface Equality {
	one: Operand;
	other: Operand;
	holds: ReadonlySet< Relation > | null;
}

interface Column {
	name: string;
	/** Whether it is a given account, or a column of a relation that is held to it. */
	isHeld: boolean;
}

interface Checked {
	/** Tables whose rows of other accounts may be read or written. */
	unheld: string[];
	columns: Column[];
}

/** The context of a query. */
interface Around {
	relations: readonly Relation[];
	/** Queries named by `with`. */
	named: ReadonlyMap< string, Checked >;
}

const NOWHERE: Around = { relations: [], named: new Map() };
const QUERIES = [ 'SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt' ];

/**
 * The tenant tables that a statement reads or writes without holding them to one account: by `account_id = $1`, or by
 * an equality with a table that is held.
 */
export function tablesWithoutTenant( sql: string ): string[] {
	return statementsOf( sql ).flatMap(
		( statement ) => checkQuery( statement, NOWHERE ).unheld
	);
}

/** Whether a statement reads or writes any tenant's table. */
export function touchesTenants( sql: string ): boolean {
	return find( statementsOf( sql ), 'RangeVar' ).some(
		( { relname } ) => tenantTable( String( relname ) ) !== null
	);
}

function statementsOf( sql: string ): Node[] {
	const { stmts } = parseSync( sql ) as unknown as {
		stmts: { stmt: Node }[];
	};
	return stmts
		.map( ( { stmt } ) => stmt )
		.filter( ( node ) => QUERIES.some( ( kind ) => kind in node ) );
}

function checkQuery( node: Node, around: Around ): Checked {
	const [ kind, fields ] = Object.entries( node )[ 0 ]!;
	const named = new Map( around.named );
	const unheld: string[] = [];
	for ( const { CommonTableExpr: query } of listOf(
		( fields.withClause as Fields | undefined )?.ctes
	) ) {
		const checked = checkQuery( query!.ctequery as Node, {
			...around,
			named,
		} );
		unheld.push( ...checked.unheld );
		named.set( String( query!.ctename ), checked );
	}
	const inside = { ...around, named };
	const { columns, ...own } = checkersOf( kind )( fields, inside );
	return { unheld: [ ...unheld, ...own.unheld ], columns };
}

const checkersOf = ( kind: string ) =>
	kind === 'InsertStmt' ? checkInsert : checkSelection;

function checkSelection( fields: Fields, around: Around ): Checked {
	return fields.larg === undefined
		? checkLevel( fields, around )
		: checkUnion( fields, around );
}

function checkUnion( fields: Fields, around: Around ): Checked {
	const [ left, right ] = [ fields.larg, fields.rarg ].map( ( side ) =>
		checkQuery( { SelectStmt: side as Fields }, around )
	) as [ Checked, Checked ];
	return {
		unheld: [ ...left.unheld, ...right.unheld ],
		columns: left.columns.map( ( column, index ) => ( {
			...column,
			isHeld: column.isHeld && right.columns[ index ]!.isHeld,
		} ) ),
	};
}

/** An insert writes to the account that its values name. */
function checkInsert( fields: Fields, around: Around ): Checked {
	const table = String( ( fields.relation as Fields ).relname );
	const source =
		fields.selectStmt === undefined
			? { unheld: [], columns: [] }
			: checkQuery( fields.selectStmt as Node, around );
	const names = listOf( fields.cols ).map(
		( { ResTarget: to } ) => to!.name
	);
	const account = source.columns[ names.indexOf( 'account_id' ) ];
	const isHeld = tenantTable( table ) === null || account?.isHeld === true;
	const relations = [ table, 'excluded' ].map( ( name ) => ( {
		name,
		tenantTable: table,
		isHeld,
	} ) );
	const inside = {
		...around,
		relations: [ ...around.relations, ...relations ],
	};
	return {
		unheld: [
			...source.unheld,
			...( isHeld ? [] : [ table ] ),
			...checkSubqueries( fields.onConflictClause, inside ),
			...checkSubqueries( fields.returningClause, inside ),
		],
		columns: columnsOf( returned( fields ), [ relations[ 0 ]! ], around ),
	};
}

/** Checks a select, update or delete, without the other sides of a union. */
function checkLevel( fields: Fields, around: Around ): Checked {
	const own: Relation[] = [];
	const equalities: Equality[] = [];
	const unheld: string[] = [];
	const laterals: Node[] = [];
	const resolve = ( node: Node ) => operandOf( node, own, around.relations );
	const read = ( node: Node ): Relation[] => {
		if ( node.JoinExpr !== undefined ) {
			return readJoin( node.JoinExpr );
		}
		const relation = relationOf( node, around );
		if ( node.RangeSubselect !== undefined ) {
			laterals.push( node );
		}
		own.push( relation );
		return [ relation ];
	};
	const readJoin = ( join: Fields ): Relation[] => {
		const [ left, right ] = [
			read( join.larg as Node ),
			read( join.rarg as Node ),
		];
		const holds = heldByJoin( String( join.jointype ), left, right );
		for ( const [ one, other ] of equalPairs( join.quals as Node ) ) {
			add( resolve( one ), resolve( other ), holds );
		}
		if (
			listOf( join.usingClause ).some(
				( { String: text } ) => text!.sval === 'account_id'
			)
		) {
			add( left.at( -1 )!, right[ 0 ]!, holds );
		}
		return [ ...left, ...right ];
	};
	const add = (
		one: Operand | null,
		other: Operand | null,
		holds: Equality[ 'holds' ]
	) => {
		if ( one !== null && other !== null ) {
			equalities.push( { one, other, holds } );
		}
	};

	if ( fields.relation !== undefined ) {
		read( { RangeVar: fields.relation as Fields } );
	}
	listOf( fields.fromClause ?? fields.usingClause ).forEach( read );
	for ( const [ one, other ] of equalPairs( fields.whereClause as Node ) ) {
		add( resolve( one ), resolve( other ), null );
	}
	hold( equalities );
	const inside = { ...around, relations: [ ...own, ...around.relations ] };
	for ( const { RangeSubselect: subselect } of laterals ) {
		const checked = checkQuery( subselect!.subquery as Node, inside );
		unheld.push( ...checked.unheld );
		const relation = own.find(
			( { name } ) => name === aliasOf( subselect! )
		);
		relation!.isHeld = givesAccount( checked );
		hold( equalities );
	}
	unheld.push(
		...own.flatMap( ( { tenantTable: table, isHeld } ) =>
			table === null || isHeld ? [] : [ table ]
		)
	);
	const { withClause: _with, fromClause, usingClause, ...rest } = fields;
	return {
		unheld: [
			...unheld,
			...checkSubqueries( rest, inside ),
			...checkSubqueries( quals( fromClause ?? usingClause ), inside ),
		],
		columns: [
			...columnsOf(
				fields.relation === undefined
					? fields.targetList
					: returned( fields ),
				own,
				around
			),
			...valuesOf( fields.valuesLists ),
		],
	};
}

/** An outer join has rows of one side for which its condition is not met; null: not an outer join. */
function heldByJoin(
	kind: string,
	left: readonly Relation[],
	right: readonly Relation[]
): Equality[ 'holds' ] {
	switch ( kind ) {
		case 'JOIN_INNER':
			return null;
		case 'JOIN_LEFT':
			return new Set( right );
		case 'JOIN_RIGHT':
			return new Set( left );
		default:
			return new Set();
	}
}

/** Propagates the held state along equalities until nothing changes. */
function hold( equalities: readonly Equality[] ): void {
	const isHeld = ( operand: Operand ) =>
		operand === 'given' || operand.isHeld;
	for ( let isNew = true; isNew; ) {
		isNew = false;
		for ( const { one, other, holds } of equalities ) {
			for ( const [ from, to ] of [
				[ one, other ],
				[ other, one ],
			] as const ) {
				if (
					to !== 'given' &&
					! to.isHeld &&
					isHeld( from ) &&
					( holds === null || holds.has( to ) )
				) {
					to.isHeld = true;
					isNew = true;
				}
			}
		}
	}
}

function relationOf( node: Node, { named }: Around ): Relation {
	const [ kind, fields ] = Object.entries( node )[ 0 ]!;
	if ( kind !== 'RangeVar' ) {
		return { name: aliasOf( fields ), tenantTable: null, isHeld: false };
	}
	const table = String( fields.relname );
	const query = named.get( table );
	return {
		name: aliasOf( fields ) || table,
		tenantTable: query === undefined ? tenantTable( table ) : null,
		isHeld: query !== undefined && givesAccount( query ),
	};
}

const returned = ( { returningClause }: Fields ): unknown =>
	( returningClause as Fields | undefined )?.exprs;

const aliasOf = ( { alias }: Fields ): string =>
	String( ( alias as Fields | undefined )?.aliasname ?? '' );

const tenantTable = ( name: string ): string | null =>
	TENANT_TABLES.find( ( table ) => table === name ) ?? null;

const givesAccount = ( { columns }: Checked ): boolean =>
	columns.some( ( { name, isHeld } ) => name === 'account_id' && isHeld );

/** The operand that a side of an equality stands for; null if it is no account. */
function operandOf(
	node: Node,
	own: readonly Relation[],
	outer: readonly Relation[]
): Operand | null {
	if ( node.TypeCast !== undefined ) {
		return operandOf( node.TypeCast.arg as Node, own, outer );
	}
	if ( node.ParamRef !== undefined || node.A_Const !== undefined ) {
		return 'given';
	}
	const path = listOf( node.ColumnRef?.fields ).map(
		( { String: text } ) => text?.sval
	);
	if ( path.at( -1 ) !== 'account_id' ) {
		return null;
	}
	if ( path.length > 1 ) {
		return (
			[ ...own, ...outer ].find(
				( { name } ) => name === path.at( -2 )
			) ?? null
		);
	}
	const tenants = own.filter( ( { tenantTable: table } ) => table !== null );
	return (
		[ ...( tenants.length > 0 ? tenants : own ), ...outer ].find(
			( { isHeld, tenantTable: table } ) => isHeld || table !== null
		) ?? null
	);
}

/** The equalities in a condition that must all be true, row by row. */
function equalPairs( node: Node | undefined ): [ Node, Node ][] {
	if ( node?.BoolExpr?.boolop === 'AND_EXPR' ) {
		return listOf( node.BoolExpr.args ).flatMap( equalPairs );
	}
	const { kind, name, lexpr, rexpr } = node?.A_Expr ?? {};
	if ( kind !== 'AEXPR_OP' || listOf( name )[ 0 ]?.String?.sval !== '=' ) {
		return [];
	}
	const [ left, right ] = [ lexpr as Node, rexpr as Node ];
	if ( left.RowExpr !== undefined && right.RowExpr !== undefined ) {
		const others = listOf( right.RowExpr.args );
		return listOf( left.RowExpr.args ).map( ( one, index ) => [
			one,
			others[ index ]!,
		] );
	}
	return [ [ left, right ] ];
}

function columnsOf(
	targets: unknown,
	own: readonly Relation[],
	{ relations }: Around
): Column[] {
	return listOf( targets ).map( ( { ResTarget: target } ) => {
		const value = target!.val as Node;
		const path = listOf( value.ColumnRef?.fields );
		if ( path.at( -1 )?.A_Star !== undefined ) {
			return {
				name: 'account_id',
				isHeld: own.length > 0 && own.every( ( { isHeld } ) => isHeld ),
			};
		}
		const operand = operandOf( value, own, relations );
		return {
			name: String( target!.name ?? path.at( -1 )?.String?.sval ?? '' ),
			isHeld:
				operand === 'given' || ( operand !== null && operand.isHeld ),
		};
	} );
}

/** A column is held if it is held in every row. */
function valuesOf( rows: unknown ): Column[] {
	const values = listOf( rows ).map( ( { List: row } ) =>
		listOf( row!.items )
	);
	return ( values[ 0 ] ?? [] ).map( ( _value, index ) => ( {
		name: '',
		isHeld: values.every(
			( row ) => operandOf( row[ index ]!, [], [] ) === 'given'
		),
	} ) );
}

/** The conditions of joins, which may contain subqueries. */
function quals( from: unknown ): unknown[] {
	return find( from, 'JoinExpr' ).map( ( join ) => join.quals );
}

function checkSubqueries( part: unknown, around: Around ): string[] {
	return find( part, 'SubLink', QUERIES ).flatMap(
		( { subselect } ) => checkQuery( subselect as Node, around ).unheld
	);
}

/** Finds all nodes of a kind, except within nodes of the kinds that stop the search. */
function find(
	part: unknown,
	kind: string,
	stops: readonly string[] = []
): Fields[] {
	if ( typeof part !== 'object' || part === null ) {
		return [];
	}
	return Object.entries( part ).flatMap( ( [ name, value ] ) => {
		if ( stops.includes( name ) ) {
			return [];
		}
		const inner = find( value, kind, stops );
		return name === kind ? [ value as Fields, ...inner ] : inner;
	} );
}

const listOf = ( value: unknown ): Node[] =>
	Array.isArray( value ) ? ( value as Node[] ) : [];
