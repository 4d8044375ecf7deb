import { expect, test } from 'vitest';
import { referencesOf } from './references.ts';
import { violationsOf } from './violations.ts';

const php = ( namespace: string, body: string ) =>
	`<?php\ndeclare( strict_types=1 );\n\nnamespace Shop\\${ namespace };\n\n${ body }\n`;

const references = ( sources: Record< string, string > ) =>
	referencesOf( new Map( Object.entries( sources ) ), 'Shop' ).map(
		( { from, to } ) => `${ from } > ${ to }`
	);

const RULES = { floors: [ [ 'Low' ], [ 'High' ] ], exceptions: [] };

const violations = (
	sources: Record< string, string >,
	exceptions: string[] = []
) =>
	violationsOf(
		Object.keys( sources ),
		referencesOf( new Map( Object.entries( sources ) ), 'Shop' ),
		{ ...RULES, exceptions }
	);

test.each( [
	[ 'an import', 'use Shop\\High\\Door;' ],
	[ 'an import under another name', 'use Shop\\High\\Door as Gate;' ],
	[ 'a full name', 'final class Wall { private \\Shop\\High\\Door $door; }' ],
	[ 'a member of a full name', 'return \\Shop\\High\\Door::OPEN;' ],
	[
		'a name below an imported namespace',
		'use Shop\\High;\nnew High\\Door();',
	],
] )( 'sees %s', ( _, body ) => {
	expect(
		references( {
			'Low/Wall.php': php( 'Low', body ),
			'High/Door.php': php( 'High', 'final class Door {}' ),
		} )
	).toEqual( [ 'Low/Wall.php > High/Door.php' ] );
} );

test.each( [
	[ 'new Door();', true ],
	[ 'final class Wall { public function of( ?Door $door ): self {} }', true ],
	[ 'return $kind === Door::OPEN;', true ],
	[ 'switch ( $kind ) { case Door::OPEN: return; }', true ],
	[ '#[Door]\nfinal class Wall {}', true ],
	[ '// A Door.', false ],
	[ '/** @see Door */', false ],
	[ "return 'Door';", false ],
	[ 'return "a Door";', false ],
	[ 'return $this->Door . self::Door;', false ],
	[ "enum Wall: string { case Door = 'door'; }", false ],
	[ 'return <<<TEXT\n\tDoor\n\tTEXT;', false ],
] )(
	'sees a class of the same folder only if code names it: %s',
	( body, isReference ) => {
		expect(
			references( {
				'Low/Wall.php': php( 'Low', body ),
				'Low/Door.php': php( 'Low', 'final class Door {}' ),
			} )
		).toEqual( isReference ? [ 'Low/Wall.php > Low/Door.php' ] : [] );
	}
);

test( 'a reference to a higher floor is wrong, one to a lower floor is not', () => {
	const sources = {
		'Low/Wall.php': php( 'Low', 'use Shop\\High\\Door;' ),
		'Low/Stone.php': php( 'Low', 'final class Stone {}' ),
		'High/Door.php': php( 'High', 'use Shop\\Low\\Stone;' ),
	};
	expect( violations( sources ) ).toContain(
		'Low/Wall.php names High/Door.php of a floor above'
	);
	expect( violations( { ...sources, 'Low/Wall.php': '' } ) ).toEqual( [] );
} );

test( 'a circle is wrong, between files of one folder and between folders', () => {
	expect(
		violations( {
			'Low/A.php': php( 'Low', 'new B();' ),
			'Low/B.php': php( 'Low', 'new C();' ),
			'Low/C.php': php( 'Low', 'new A();' ),
		} )
	).toEqual( [ 'circle of files: Low/A.php, Low/B.php, Low/C.php' ] );
	expect(
		violations( {
			'Low/A.php': php( 'Low', 'use Shop\\Low\\Deep\\B;' ),
			'Low/Deep/B.php': php( 'Low\\Deep', 'final class B {}' ),
			'Low/Deep/C.php': php( 'Low\\Deep', 'use Shop\\Low\\D;' ),
			'Low/D.php': php( 'Low', 'final class D {}' ),
		} )
	).toEqual( [ 'circle of folders: Low, Low/Deep' ] );
} );

test( 'a file without a floor is wrong', () => {
	expect(
		violations( { 'Cellar/A.php': php( 'Cellar', 'final class A {}' ) } )
	).toEqual( [ 'Cellar/A.php stands on no floor' ] );
} );

test( 'an exception is allowed, and is itself wrong once nothing needs it', () => {
	const sources = {
		'Low/Wall.php': php( 'Low', 'use Shop\\High\\Door;' ),
		'High/Door.php': php( 'High', 'final class Door {}' ),
	};
	const exception = 'Low/Wall.php > High/Door.php';
	expect( violations( sources, [ exception ] ) ).toEqual( [] );
	expect(
		violations( { ...sources, 'Low/Wall.php': '' }, [ exception ] )
	).toEqual( [ `no exception any more: ${ exception }` ] );
	expect(
		violations( sources, [ exception, 'High/Door.php > Low/Wall.php' ] )
	).toEqual( [ 'no exception any more: High/Door.php > Low/Wall.php' ] );
	const harmless = {
		'Low/Stone.php': php( 'Low', 'final class Stone {}' ),
		'High/Door.php': php( 'High', 'use Shop\\Low\\Stone;' ),
	};
	expect(
		violations( harmless, [ 'High/Door.php > Low/Stone.php' ] )
	).toEqual( [ 'no exception any more: High/Door.php > Low/Stone.php' ] );
} );
