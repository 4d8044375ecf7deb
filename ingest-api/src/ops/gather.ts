import { setTimeout as sleep } from 'node:timers/promises';
import DataLoader from 'dataloader';

export type GatheredResult< Result > = Result | Error;

const MOST = 100;

/**
 * Collects the items requested while the group's last round is running, and handles them together: one statement and
 * one commit for many. Groups do not wait for each other.
 *
 * @param groupOf
 * @param work    Returns the results in the order of its items. If it throws, all of its items fail.
 * @param restMs  The minimum time between the starts of two rounds of a group: the longer, the more items share one.
 * @return A function that requests one item; it throws that item's error.
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
