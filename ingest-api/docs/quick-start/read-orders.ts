import { createIvoreyClient, eachOf } from '@ivorey/ingest-api/client';

const ivorey = createIvoreyClient( {
	url: process.env.IVOREY_URL!,
	token: process.env.IVOREY_TOKEN!,
} );

// Every order that is paid, read a page at a time.
const paid = eachOf( ( cursor ) =>
	ivorey.GET( '/v1/orders', { params: { query: { paid: true, ...cursor } } } )
);
for await ( const order of paid ) {
	console.log( order.number, order.total, order.currency );
}
