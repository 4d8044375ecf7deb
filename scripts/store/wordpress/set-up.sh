#!/bin/sh
# The store of compose.yaml: installs WordPress and WooCommerce if they are missing, and sets up a shop.
set -eu

wp core is-installed || wp core install --url=http://localhost:8888 --title='Sample store' \
	--admin_user=admin --admin_password=password --admin_email=owner@example.com --skip-email
wp plugin is-installed woocommerce || wp plugin install woocommerce
wp plugin activate woocommerce ivorey-for-woocommerce
wp eval-file /sample-shop/sample-shop.php
wp rewrite flush
