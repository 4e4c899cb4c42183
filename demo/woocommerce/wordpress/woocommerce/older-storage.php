<?php
/**
 * Orders as posts, for shops that keep them so: WordPress then tells of them, too, in its own order.
 *
 * @package Framme
 */

/**
 * Return an order as the post it is in the older storage, or null.
 *
 * @param int $id The order's id.
 */
function pretend_order_post( int $id ): ?WP_Post {
	$order = 'posts' === Pretend::$storage ? Pretend::$orders->find( $id ) : null;
	if ( ! $order ) {
		return null;
	}
	$bare = in_array( $order['status'], array( 'trash', 'auto-draft' ), true );
	return new WP_Post(
		array(
			'ID'          => $id,
			'post_type'   => $order['pretend_type'] ?? 'shop_order',
			'post_status' => ( $bare ? '' : 'wc-' ) . $order['status'],
		)
	);
}

add_action(
	'woocommerce_before_delete_order',
	static function ( $id ) {
		if ( 'posts' === Pretend::$storage ) {
			do_action( 'before_delete_post', $id, pretend_order_post( (int) $id ) );
		}
	},
	PHP_INT_MAX
);
add_action(
	'woocommerce_delete_order',
	static function ( $id ) {
		if ( 'posts' === Pretend::$storage ) {
			do_action( 'deleted_post', $id, null );
		}
	},
	0
);
add_action(
	'woocommerce_untrash_order',
	static function ( $id, $status ) {
		if ( 'posts' === Pretend::$storage ) {
			do_action( 'untrashed_post', $id, 'wc-' . $status );
		}
	},
	PHP_INT_MAX,
	2
);

/**
 * Delete an order for good without WooCommerce, as WordPress does when its bin is emptied.
 *
 * @param int $id The order's id.
 */
function pretend_delete_order_post( int $id ): void {
	$post = pretend_order_post( $id );
	do_action( 'before_delete_post', $id, $post );
	Pretend::$orders->erase( $id );
	do_action( 'deleted_post', $id, $post );
}

/**
 * Tell that entries of an order's meta data were saved as those of a post.
 *
 * @param int                  $id      The order's id.
 * @param array<string, mixed> $changes By key; null for what was taken away.
 */
function pretend_meta_of_post_saved( int $id, array $changes ): void {
	if ( 'posts' !== Pretend::$storage ) {
		return;
	}
	foreach ( $changes as $key => $value ) {
		do_action( null === $value ? 'deleted_post_meta' : 'updated_post_meta', null === $value ? array( 1 ) : 1, $id, $key, $value );
	}
}

/**
 * Take an entry away from the meta data of all orders, and return how many had it.
 *
 * @param string $key Its key.
 */
function pretend_delete_meta_everywhere( string $key ): int {
	$had = 0;
	foreach ( Pretend::$kept->all( 'orders' ) as $id => $order ) {
		if ( in_array( $key, array_column( $order['meta_data'], 'key' ), true ) ) {
			Pretend::$orders->write_meta( (int) $id, array( $key => null ) );
			++$had;
		}
	}
	return $had;
}

function delete_post_meta_by_key( $post_meta_key ) {
	return 'posts' === Pretend::$storage && 0 < pretend_delete_meta_everywhere( $post_meta_key );
}
