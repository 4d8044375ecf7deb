# The last two orders that are paid.
curl --silent --fail-with-body --get "$IVOREY_URL/v1/orders" \
	--header "Authorization: Bearer $IVOREY_TOKEN" \
	--data-urlencode 'paid=true' \
	--data-urlencode 'limit=2'
