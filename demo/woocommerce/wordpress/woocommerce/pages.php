<?php
/**
 * WooCommerce's own pages: the account, one order, the thanks, and tracking for guests.
 *
 * @package Framme
 */

function pretend_at( string $page, string $endpoint = '', string $value = '' ): void {
	$GLOBALS['pretend_query'] = array( 'page' => $page ) + ( '' === $endpoint ? array() : array( $endpoint => $value ) );
}

/**
 * Write the account of whoever is logged in.
 *
 * @param string $endpoint Which place in it; nothing: its first page.
 * @param string $value    What stands behind it.
 */
function pretend_account( string $endpoint, string $value ): string {
	pretend_at( 'myaccount', $endpoint, $value );
	do_action( 'wp' );
	do_action( 'template_redirect' );
	do_action( 'wp_enqueue_scripts' );
	ob_start();
	if ( ! is_user_logged_in() ) {
		echo '<p class="woocommerce-info">Log in to see your account: <a href="' . esc_url( wp_login_url( wc_get_endpoint_url( $endpoint, $value ) ) ) . '">Log in</a></p>';
		return (string) ob_get_clean();
	}
	echo '<div class="woocommerce">';
	pretend_account_menu( $endpoint );
	echo '<div class="woocommerce-MyAccount-content">';
	if ( '' === $endpoint ) {
		echo '<p>Hello <strong>' . esc_html( wp_get_current_user()->display_name ) . '</strong>.</p>';
		do_action( 'woocommerce_account_dashboard' );
	} elseif ( has_action( 'woocommerce_account_' . $endpoint . '_endpoint' ) ) {
		$title = WC()->query->get_endpoint_title( $endpoint );
		echo '' === $title ? '' : '<h1 class="entry-title">' . esc_html( $title ) . '</h1>';
		do_action( 'woocommerce_account_' . $endpoint . '_endpoint', $value );
	} else {
		echo '<p>This part of the account is left out here.</p>';
	}
	echo '</div></div>';
	return (string) ob_get_clean();
}

function pretend_account_menu( string $here ): void {
	echo '<nav class="woocommerce-MyAccount-navigation" aria-label="Account pages"><ul>';
	foreach ( wc_get_account_menu_items() as $endpoint => $name ) {
		$url     = 'customer-logout' === $endpoint ? wp_logout_url() : wc_get_account_endpoint_url( $endpoint );
		$is_here = $endpoint === $here || ( '' === $here && 'dashboard' === $endpoint );
		echo '<li><a href="' . esc_url( $url ) . '"' . ( $is_here ? ' aria-current="page"' : '' ) . '>' . esc_html( $name ) . '</a></li>';
	}
	echo '</ul></nav>';
}

add_action( 'woocommerce_account_orders_endpoint', 'pretend_account_orders' );
add_action( 'woocommerce_account_view-order_endpoint', 'pretend_view_order' );
add_action( 'woocommerce_view_order', 'pretend_order_details', 10 );

function pretend_account_orders( $page ): void {
	$orders = wc_get_orders( array( 'customer' => get_current_user_id(), 'limit' => 15, 'page' => max( 1, (int) $page ) ) );
	if ( ! $orders ) {
		echo '<p class="woocommerce-info">No order has been made yet.</p>';
		return;
	}
	echo '<table class="woocommerce-orders-table"><thead><tr><th>Order</th><th>Date</th><th>Status</th><th>Total</th><th>Actions</th></tr></thead><tbody>';
	foreach ( $orders as $order ) {
		echo '<tr><td><a href="' . esc_url( $order->get_view_order_url() ) . '">#' . esc_html( $order->get_order_number() ) . '</a></td>';
		echo '<td>' . esc_html( wc_format_datetime( $order->get_date_created() ) ) . '</td>';
		echo '<td>' . esc_html( wc_get_order_status_name( $order->get_status() ) ) . '</td><td>' . wp_kses_post( $order->get_formatted_order_total() ) . '</td><td>';
		foreach ( wc_get_account_orders_actions( $order ) as $key => $action ) {
			echo '<a class="woocommerce-button button ' . esc_attr( sanitize_html_class( $key ) ) . '" href="' . esc_url( $action['url'] ) . '">' . esc_html( $action['name'] ) . '</a> ';
		}
		echo '</td></tr>';
	}
	echo '</tbody></table>';
}

function pretend_view_order( $order_id ): void {
	$order = wc_get_order( (int) $order_id );
	if ( ! $order || ! current_user_can( 'view_order', $order->get_id() ) ) {
		echo '<div class="woocommerce-error">Invalid order. <a href="' . esc_url( wc_get_page_permalink( 'myaccount' ) ) . '">My account</a></div>';
		return;
	}
	echo '<p>Order #' . esc_html( $order->get_order_number() ) . ' was placed on ' . esc_html( wc_format_datetime( $order->get_date_created() ) ) . ' and is currently ' . esc_html( wc_get_order_status_name( $order->get_status() ) ) . '.</p>';
	do_action( 'woocommerce_view_order', $order->get_id() );
}

/**
 * Write the table of an order, with the actions around it.
 *
 * @param int $order_id The order's id.
 */
function pretend_order_details( $order_id ): void {
	$order = wc_get_order( $order_id );
	do_action( 'woocommerce_order_details_before_order_table', $order );
	echo '<section class="woocommerce-order-details"><h2 class="woocommerce-order-details__title">Order details</h2><table class="woocommerce-table order_details"><tbody>';
	foreach ( $order->get_items() as $item ) {
		echo '<tr><td>' . esc_html( $item->get_name() ) . ' <strong>&times;&nbsp;' . (int) $item->get_quantity() . '</strong></td><td>' . wp_kses_post( wc_price( $item->get_total() ) ) . '</td></tr>';
	}
	echo '<tr><th scope="row">Total:</th><td>' . wp_kses_post( $order->get_formatted_order_total() ) . '</td></tr></tbody></table>';
	do_action( 'woocommerce_order_details_after_order_table', $order );
	echo '</section>';
	do_action( 'woocommerce_after_order_details', $order );
}

/**
 * Write the page a shopper sees who has just ordered; the right key lets in.
 *
 * @param int    $order_id The order's id.
 * @param string $key      The order's key, from the address.
 */
function pretend_thank_you( int $order_id, string $key ): string {
	pretend_at( 'checkout', 'order-received', (string) $order_id );
	$order = wc_get_order( $order_id );
	do_action( 'wp' );
	do_action( 'template_redirect' );
	do_action( 'wp_enqueue_scripts' );
	ob_start();
	echo '<div class="woocommerce"><p class="woocommerce-thankyou-order-received">Thank you. Your order has been received.</p>';
	if ( $order && $order->key_is_valid( $key ) ) {
		do_action( 'woocommerce_before_thankyou', $order_id );
		echo '<p>Order number: <strong>' . esc_html( $order->get_order_number() ) . '</strong></p>';
		pretend_order_details( $order_id );
		do_action( 'woocommerce_thankyou', $order_id );
	}
	echo '</div>';
	return (string) ob_get_clean();
}

/**
 * Write what WooCommerce's own tracking form shows of an order.
 *
 * @param int    $order_id The order's id.
 * @param string $email    What the guest has entered.
 */
function pretend_tracked( int $order_id, string $email ): string {
	pretend_at( 'tracking' );
	$order = wc_get_order( $order_id );
	ob_start();
	if ( $order && 0 === strcasecmp( $email, $order->get_billing_email() ) ) {
		do_action( 'woocommerce_track_order', $order_id );
		echo '<p>Order #' . esc_html( $order->get_order_number() ) . ' is currently ' . esc_html( wc_get_order_status_name( $order->get_status() ) ) . '.</p>';
		do_action( 'woocommerce_view_order', $order_id );
	} else {
		echo '<p class="woocommerce-error">Sorry, the order could not be found.</p>';
	}
	return (string) ob_get_clean();
}
