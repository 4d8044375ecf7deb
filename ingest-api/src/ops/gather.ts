import { setTimeout as sleep } from 'node:timers/promises';
import DataLoader from 'dataloader';

export type GatheredResult< Result > = Result | Error;

const MOST = 100;

/**
 * Does together what is asked for while the group's last round is under way: a statement and a commit for many. Groups
 * do not wait for each other.
 *
 * @param groupOf
 * @param work    Results in the order of its items. Where it throws, all of its items fail.
 * @param restMs  The least time between the beginnings of two rounds of a group: the longer, the more share one.
 * @return Asks for one item; it throws what became of that item.
 */
export function gather< Item extends object, Result >(
	groupOf: ( item: Item ) => string,
	work: (
		group: string,
		items: readonly Item[]
	) => Promise< GatheredResult< Result >[] >,
	restMs = 0
): ( item: Item ) => Promise< Result > {
	const loaders = new Map< string, DataLoader< Item, Result > >();

	function loaderOf( group: string ): DataLoader< Item, Result > {
		let underWay: Promise< unknown > = Promise.resolve();
		return new DataLoader< Item, Result >(
			( items ) => {
				const round = work( group, items );
				underWay = Promise.allSettled(
					restMs === 0 ? [ round ] : [ round, sleep( restMs ) ]
				);
				return round;
			},
			{
				cache: false,
				maxBatchSize: MOST,
				batchScheduleFn: ( begin ) => void underWay.then( begin ),
			}
		);
	}

	return ( item ) => {
		const group = groupOf( item );
		const loader = loaders.get( group ) ?? loaderOf( group );
		loaders.set( group, loader );
		return loader.load( item );
	};
}
