<?php
/**
 * Finds orders, and names their statuses.
 *
 * @package Framme
 */

function wc_get_order( $the_order = false ) {
	if ( $the_order instanceof WC_Order ) {
		return $the_order;
	}
	$id       = $the_order instanceof WP_Post ? $the_order->ID : ( false === $the_order ? ( $GLOBALS['post']->ID ?? 0 ) : $the_order );
	$document = is_numeric( $id ) && 0 < (int) $id ? Pretend::$orders->find( (int) $id ) : null;
	return $document ? new WC_Order( $document ) : false;
}

function wc_get_orders( $args ) {
	$wanted = array();
	foreach ( array( 'customer_id', 'customer' ) as $name ) {
		if ( isset( $args[ $name ] ) ) {
			$wanted['customer'] = (int) $args[ $name ];
		}
	}
	foreach ( array( 'id', 'post__in', 'include' ) as $name ) {
		if ( isset( $args[ $name ] ) ) {
			$wanted['ids'] = (array) $args[ $name ];
		}
	}
	$status = (array) ( $args['status'] ?? array() );
	if ( $status && array( 'any' ) !== $status ) {
		$wanted['status'] = array_map( 'pretend_bare_status', array_values( $status ) );
	}
	$by = array_intersect_key( $args, array_flip( array( 'meta_key', 'meta_query', 'billing_email', 's', 'search', 'date_created', 'date_query' ) ) );
	// Those are looked for here, among all.
	$size               = (int) ( $args['limit'] ?? 10 );
	$wanted['page']     = $by ? 1 : (int) ( $args['page'] ?? $args['paged'] ?? 1 );
	$wanted['per_page'] = $by || $size < 1 ? 0 : $size;
	$found              = Pretend::$orders->search( $wanted );
	$documents          = array_values( array_filter( $found['orders'], static function ( $order ) use ( $args ) { return pretend_matches( $order, $args ); } ) );
	$total              = $by ? count( $documents ) : $found['total'];
	if ( $by && $size > 0 ) {
		$documents = array_slice( $documents, $size * ( max( 1, (int) ( $args['page'] ?? 1 ) ) - 1 ), $size );
	}
	if ( 'ASC' === strtoupper( $args['order'] ?? 'DESC' ) ) {
		$documents = array_reverse( $documents );
	}
	$orders = array();
	foreach ( $documents as $document ) {
		$orders[] = 'ids' === ( $args['return'] ?? '' ) ? (int) $document['id'] : new WC_Order( $document );
	}
	if ( empty( $args['paginate'] ) ) {
		return $orders;
	}
	return (object) array(
		'orders'        => $orders,
		'total'         => $total,
		'max_num_pages' => $size > 0 ? (int) ceil( $total / $size ) : 1,
	);
}

function pretend_matches( array $order, array $args ): bool {
	$meta  = array_column( $order['meta_data'], 'value', 'key' );
	$pairs = isset( $args['meta_key'] ) ? array( array( 'key' => $args['meta_key'] ) + ( isset( $args['meta_value'] ) ? array( 'value' => $args['meta_value'] ) : array() ) ) : array();
	foreach ( array_merge( $pairs, array_filter( $args['meta_query'] ?? array(), 'is_array' ) ) as $pair ) {
		if ( ! array_key_exists( $pair['key'], $meta ) || ( array_key_exists( 'value', $pair ) && (string) $pair['value'] !== (string) $meta[ $pair['key'] ] ) ) {
			return false;
		}
	}
	if ( isset( $args['billing_email'] ) && 0 !== strcasecmp( $args['billing_email'], $order['billing']['email'] ) ) {
		return false;
	}
	$text = (string) ( $args['s'] ?? $args['search'] ?? '' );
	return '' === $text || false !== stripos( implode( ' ', $order['billing'] ) . ' ' . $order['number'], $text );
}

function pretend_bare_status( string $status ): string {
	return preg_replace( '/^wc-/', '', $status );
}

function wc_get_order_statuses() {
	$named = Pretend::$site['statuses'] ?? array(
		'pending'    => 'Pending payment',
		'processing' => 'Processing',
		'on-hold'    => 'On hold',
		'completed'  => 'Completed',
		'cancelled'  => 'Cancelled',
		'refunded'   => 'Refunded',
		'failed'     => 'Failed',
	);
	unset( $named['checkout-draft'] );
	$statuses = array();
	foreach ( $named as $status => $name ) {
		$statuses[ 'wc-' . $status ] = $name;
	}
	return apply_filters( 'wc_order_statuses', $statuses );
}

function wc_get_order_status_name( $status ) {
	return wc_get_order_statuses()[ 'wc-' . pretend_bare_status( $status ) ] ?? pretend_bare_status( $status );
}

function wc_is_order_status( $maybe_status ) {
	return isset( wc_get_order_statuses()[ $maybe_status ] );
}

function wc_get_is_paid_statuses() {
	return apply_filters( 'woocommerce_order_is_paid_statuses', array( 'processing', 'completed' ) );
}

function wc_get_order_types( $for = '' ) {
	return array( 'shop_order' );
}

function wc_price( $price, $args = array() ) {
	$signs = array(
		'SEK' => '%2$s&nbsp;kr',
		'EUR' => '€%2$s',
		'GBP' => '£%2$s',
		'USD' => '$%2$s',
	);
	$code  = $args['currency'] ?? get_woocommerce_currency();
	return '<span class="woocommerce-Price-amount amount"><bdi>' . sprintf( $signs[ $code ] ?? '%1$s&nbsp;%2$s', esc_html( $code ), number_format( (float) $price, 2 ) ) . '</bdi></span>';
}

function get_woocommerce_currency() {
	return get_option( 'woocommerce_currency' );
}

function get_woocommerce_currency_symbol( $currency = '' ) {
	$signs = array( 'SEK' => 'kr', 'EUR' => '€', 'GBP' => '£', 'USD' => '$' );
	$code  = $currency ? $currency : get_woocommerce_currency();
	return $signs[ $code ] ?? $code;
}

function wc_clean( $data ) {
	return is_array( $data ) ? array_map( 'wc_clean', $data ) : ( is_scalar( $data ) ? sanitize_text_field( $data ) : $data );
}

function wc_string_to_bool( $text ) {
	return is_bool( $text ) ? $text : in_array( strtolower( (string) $text ), array( 'yes', '1', 'true' ), true );
}

function wc_bool_to_string( $bool ) {
	return wc_string_to_bool( $bool ) ? 'yes' : 'no';
}

function wc_format_datetime( $date, $format = '' ) {
	return $date ? $date->date_i18n( $format ? $format : wc_date_format() ) : '';
}

function wc_date_format() {
	return get_option( 'date_format' );
}

function wc_time_format() {
	return get_option( 'time_format' );
}

function wc_timezone_string() {
	return wp_timezone_string();
}

function wc_strtoupper( $text ) {
	return mb_strtoupper( $text ?? '' );
}
