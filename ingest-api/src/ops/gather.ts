import DataLoader from 'dataloader';

export type GatheredResult< Result > = Result | Error;

const MOST = 100;

/**
 * Does together what is asked for while the last round is under way, in one round: a statement and a commit for many.
 *
 * @param group To be done together.
 * @param work  Results in the order of its items. Where it throws, all items of its group fail.
 * @return Asks for one item; it throws what became of that item.
 */
export function gather< Item extends object, Result >(
	group: ( item: Item ) => string,
	work: (
		group: string,
		items: readonly Item[]
	) => Promise< GatheredResult< Result >[] >
): ( item: Item ) => Promise< Result > {
	let underWay: Promise< unknown > = Promise.resolve();

	async function doAll(
		items: readonly Item[]
	): Promise< GatheredResult< Result >[] > {
		const results = new Map< Item, GatheredResult< Result > >();
		await Promise.all(
			[ ...Map.groupBy( items, group ) ].map( async ( [ key, some ] ) => {
				const done = await work( key, some ).catch( ( error: Error ) =>
					some.map( () => error )
				);
				some.forEach( ( item, index ) =>
					results.set( item, done[ index ]! )
				);
			} )
		);
		return items.map( ( item ) => results.get( item )! );
	}

	const loader = new DataLoader< Item, Result >(
		( items ) => {
			const round = doAll( items );
			underWay = round;
			return round;
		},
		{
			cache: false,
			maxBatchSize: MOST,
			batchScheduleFn: ( begin ) => void underWay.then( begin ),
		}
	);
	return ( item ) => loader.load( item );
}
