<?php
/**
 * WooCommerce's pages in the back office: the list of orders, and one order.
 *
 * @package Framme
 */

/**
 * Write the list of orders.
 *
 * @param array<string, mixed> $wanted As for Pretend_Orders::search().
 */
function pretend_orders_list( array $wanted = array() ): string {
	$screen = 'hpos' === Pretend::$storage ? 'woocommerce_page_wc-orders' : 'edit-shop_order';
	Pretend_Admin::fill();
	if ( ! current_user_can( 'edit_shop_orders' ) ) {
		wp_die( 'Sorry, you are not allowed to access this page.', '', 403 );
	}
	set_current_screen( $screen );
	do_action( 'admin_init' );
	do_action( 'load-' . $screen );
	do_action( 'admin_enqueue_scripts', $screen );
	$columns = apply_filters(
		'hpos' === Pretend::$storage ? "manage_{$screen}_columns" : 'manage_edit-shop_order_columns',
		array(
			'cb'           => '',
			'order_number' => 'Order',
			'order_date'   => 'Date',
			'order_status' => 'Status',
			'order_total'  => 'Total',
		)
	);
	$bulk    = apply_filters( "bulk_actions-$screen", array( 'mark_completed' => 'Change status to completed' ) );
	ob_start();
	do_action( 'admin_notices' );
	echo '<form method="post" action="' . esc_url( admin_url( 'admin.php?page=wc-orders' ) ) . '">';
	wp_nonce_field( 'bulk-orders' );
	echo '<p><label for="bulk-action">Bulk actions</label> <select name="action" id="bulk-action"><option value="-1">Bulk actions</option>';
	foreach ( $bulk as $value => $name ) {
		foreach ( is_array( $name ) ? $name : array( $value => $name ) as $one => $said ) {
			echo '<option value="' . esc_attr( $one ) . '">' . esc_html( $said ) . '</option>';
		}
	}
	echo '</select> <button class="button">Apply</button></p><table class="wp-list-table widefat"><thead><tr>';
	foreach ( $columns as $name ) {
		echo '<th scope="col">' . wp_kses_post( $name ) . '</th>';
	}
	echo '</tr></thead><tbody>';
	foreach ( Pretend::$orders->search( $wanted + array( 'per_page' => 20 ) )['orders'] as $document ) {
		pretend_order_row( new WC_Order( $document ), array_keys( $columns ) );
	}
	echo '</tbody></table></form>';
	return (string) ob_get_clean();
}

function pretend_order_row( WC_Order $order, array $columns ): void {
	$own = array(
		'cb'           => '<input type="checkbox" name="id[]" value="' . (int) $order->get_id() . '" aria-label="' . esc_attr( 'Order ' . $order->get_order_number() ) . '">',
		'order_number' => '<a href="' . esc_url( $order->get_edit_order_url() ) . '"><strong>#' . esc_html( $order->get_order_number() . ' ' . $order->get_formatted_billing_full_name() ) . '</strong></a>',
		'order_date'   => esc_html( wc_format_datetime( $order->get_date_created() ) ),
		'order_status' => '<mark class="order-status status-' . esc_attr( $order->get_status() ) . '">' . esc_html( wc_get_order_status_name( $order->get_status() ) ) . '</mark>',
		'order_total'  => wp_kses_post( $order->get_formatted_order_total() ),
	);
	echo '<tr id="order-' . (int) $order->get_id() . '">';
	foreach ( $columns as $column ) {
		echo '<td class="column-' . esc_attr( $column ) . '">';
		if ( isset( $own[ $column ] ) ) {
			echo $own[ $column ];
		} elseif ( 'hpos' === Pretend::$storage ) {
			do_action( 'manage_woocommerce_page_wc-orders_custom_column', $column, $order );
		} else {
			do_action( 'manage_shop_order_posts_custom_column', $column, $order->get_id() );
		}
		echo '</td>';
	}
	echo '</tr>';
}

/**
 * Do what was chosen for several orders, and return where the merchant is sent.
 *
 * @param string    $action What was chosen.
 * @param list<int> $ids    The orders.
 */
function pretend_bulk( string $action, array $ids ): string {
	$screen = 'hpos' === Pretend::$storage ? 'woocommerce_page_wc-orders' : 'edit-shop_order';
	set_current_screen( $screen );
	check_admin_referer( 'hpos' === Pretend::$storage ? 'bulk-orders' : 'bulk-posts' );
	if ( 'mark_completed' === $action ) {
		foreach ( $ids as $id ) {
			wc_get_order( $id )->update_status( 'completed' );
		}
	}
	return (string) apply_filters( "handle_bulk_actions-$screen", admin_url( 'admin.php?page=wc-orders' ), $action, $ids );
}

/**
 * Write the screen on which an order is edited.
 *
 * @param WC_Order $order The order.
 */
function pretend_order_screen( WC_Order $order ): string {
	$screen = wc_get_page_screen_id( 'shop-order' );
	Pretend_Admin::fill();
	if ( ! current_user_can( 'edit_shop_order', $order->get_id() ) ) {
		wp_die( 'Sorry, you are not allowed to edit this item.', '', 403 );
	}
	set_current_screen( $screen );
	$screen_hook = 'hpos' === Pretend::$storage ? $screen : 'post.php';
	$_GET       += 'hpos' === Pretend::$storage ? array( 'page' => 'wc-orders', 'action' => 'edit', 'id' => (string) $order->get_id() ) : array( 'post' => (string) $order->get_id(), 'action' => 'edit' );
	$shown       = 'hpos' === Pretend::$storage ? $order : new WP_Post( array( 'ID' => $order->get_id(), 'post_type' => 'shop_order' ) );
	do_action( 'admin_init' );
	do_action( 'load-' . $screen_hook );
	do_action( 'add_meta_boxes', $screen, $shown );
	do_action( "add_meta_boxes_$screen", $shown );
	do_action( 'admin_enqueue_scripts', $screen_hook );
	ob_start();
	do_action( 'admin_notices' );
	echo '<h2>Order #' . esc_html( $order->get_order_number() ) . ' – ' . esc_html( wc_get_order_status_name( $order->get_status() ) ) . '</h2>';
	echo '<p>' . esc_html( $order->get_formatted_billing_full_name() . ', ' . $order->get_billing_email() ) . '</p>';
	echo '<form method="post" action="' . esc_url( $order->get_edit_order_url() ) . '" id="order">';
	wp_nonce_field( 'update-order_' . $order->get_id() );
	echo '<p><label for="order_status">Status:</label> <select name="order_status" id="order_status">';
	foreach ( wc_get_order_statuses() as $value => $name ) {
		echo '<option value="' . esc_attr( $value ) . '"' . selected( 'wc-' . $order->get_status(), $value, false ) . '>' . esc_html( $name ) . '</option>';
	}
	echo '</select> <button class="button button-primary">Update</button></p>';
	foreach ( array( 'normal', 'side', 'advanced' ) as $context ) {
		echo '<div class="meta-box-sortables" id="' . esc_attr( "$context-sortables" ) . '">';
		do_meta_boxes( $screen, $context, $shown );
		echo '</div>';
	}
	echo '</form>';
	return (string) ob_get_clean();
}

/**
 * Save what was entered on that screen.
 *
 * @param WC_Order $order The order.
 */
function pretend_save_order( WC_Order $order ): void {
	check_admin_referer( 'update-order_' . $order->get_id() );
	do_action( 'woocommerce_process_shop_order_meta', $order->get_id(), $order );
	$status = sanitize_key( wp_unslash( $_POST['order_status'] ?? '' ) );
	if ( '' !== $status && 'wc-' . $order->get_status() !== $status ) {
		wc_get_order( $order->get_id() )->update_status( $status );
	}
}
