/** Commands of the guides that no test can run unchanged, each with its reason. */

const CONTAINERS =
	'needs a Docker daemon; scripts/deploy carries out the Dockerfile and holds compose.yaml to the program, test.yml runs the rest';
const CLUSTER =
	'needs a Kubernetes cluster; scripts/deploy puts the manifests together and holds them to the program';
const PLAYGROUND =
	'downloads WordPress and WooCommerce; test/e2e/sample-shop.test.ts does what its lifecycle script does';
const SUITE = 'is what runs tests like this one';
const HOURS = 'takes from half an hour to hours';

export const NOT_RUN: Readonly< Record< string, string > > = {
	'docker build -f ingest-api/deploy/Dockerfile -t ivorey-api .': CONTAINERS,
	'docker run --rm --env-file ivorey.env ivorey-api ingest-api/src/cli/connection.ts list':
		CONTAINERS,
	'docker compose -f ingest-api/deploy/compose.yaml up --build --detach':
		CONTAINERS,
	'docker compose -f ingest-api/deploy/compose.yaml run --rm -T migrate ingest-api/src/cli/connection.ts create-account --email owner@example.com':
		CONTAINERS,
	'docker compose -f ingest-api/deploy/compose.yaml --profile store up --build --detach':
		CONTAINERS,
	'npx wp-env start':
		'needs a Docker daemon; scripts/wp-env tests its configuration, test/e2e/sample-shop.test.ts what its lifecycle script does',
	'npx wp-env start --runtime=playground': PLAYGROUND,
	'npx wp-env stop': PLAYGROUND,
	'kubectl apply -f ingest-api/deploy/kubernetes/namespace.yaml': CLUSTER,
	'kubectl -n ivorey create secret generic ivorey --from-literal=DATABASE_URL=postgres://… --from-literal=ENCRYPTION_KEY="$(openssl rand -base64 32)" --from-literal=SMTP_URL=smtps://…':
		CLUSTER,
	'kubectl -n ivorey delete job migrate --ignore-not-found': CLUSTER,
	'kubectl apply -k ingest-api/deploy/kubernetes/migrate': CLUSTER,
	'kubectl -n ivorey wait --for=condition=complete job/migrate --timeout=1h':
		CLUSTER,
	'kubectl apply -k ingest-api/deploy/kubernetes': CLUSTER,
	'promtool test rules':
		'Prometheus comes from no registry of packages; test.yml runs it in its image',
	'apt-get install php-cli php-fpm php-mysql php-curl php-xml php-mbstring php-intl php-gd php-zip mariadb-server nginx chromium':
		'changes the machine; .ci/run installs the same',
	'npm ci':
		'would take the packages away under the tests; .ci/run begins with it',
	'npm test': SUITE,
	'npm test -- unit': SUITE,
	'npm test -- changed': SUITE,
	'IVOREY_STORE_PHP=8.4 npm test -- store sample-shop': SUITE,
	'npm run test:long': SUITE,
	'npm run test:matrix': `${ HOURS }, and downloads each pair of versions`,
	'npm run test:matrix -- PHP': 'takes ten minutes',
	'npm run check': `takes minutes; .ci/run begins with it`,
	'npm run random':
		'takes half an hour; test/long/seeds.test.ts runs the same seeds',
	'npm run bench': HOURS,
	'npm run bench -- growth': HOURS,
};
