<?php
/**
 * Tells of what WooCommerce's own webhooks do not: orders deleted for good, orders out of the bin, and
 * tracking saved without the order. It sends nothing: a webhook on wc_framme_event does.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Gathers what happens and says it once for each order, at the end of the request.
 */
final class Framme_Events {

	const ACTION = 'wc_framme_event';

	const DELETED = 'order_deleted';
	const CHANGED = 'order_changed';

	/** What is worth telling when it is saved on an order of the older storage without the order. */
	const NOTES = array( Framme_Parcels::META, Framme_Stages::META, Framme_Elsewhere::NOTES );

	/** States of an order in which nobody has bought anything. */
	const DRAFTS = array( 'auto-draft', 'checkout-draft', 'draft' );

	/**
	 * Orders that are being deleted, by id.
	 *
	 * @var array<int, true>
	 */
	private static $going = array();

	/**
	 * What is to be told, by order.
	 *
	 * @var array<int, string>
	 */
	private static $untold = array();

	/**
	 * Orders whose notes were saved; saving the whole order afterwards tells of them as well.
	 *
	 * @var array<int, true>
	 */
	private static $noted = array();

	/**
	 * Hear of what happens to orders, in both storages.
	 */
	public static function listen(): void {
		add_action( 'woocommerce_before_delete_order', array( __CLASS__, 'order_goes' ), 10, 2 );
		add_action( 'woocommerce_delete_order', array( __CLASS__, 'is_gone' ) );
		add_action( 'before_delete_post', array( __CLASS__, 'post_goes' ), 10, 2 );
		add_action( 'deleted_post', array( __CLASS__, 'is_gone' ) );
		add_action( 'woocommerce_untrash_order', array( __CLASS__, 'comes_back' ), 10, 2 );
		add_action( 'untrashed_post', array( __CLASS__, 'post_comes_back' ), 10, 2 );
		add_action( 'woocommerce_order_status_changed', array( __CLASS__, 'status_changes' ), 10, 3 );
		add_action( 'added_post_meta', array( __CLASS__, 'note_saved' ), 10, 3 );
		add_action( 'updated_post_meta', array( __CLASS__, 'note_saved' ), 10, 3 );
		add_action( 'deleted_post_meta', array( __CLASS__, 'note_saved' ), 10, 3 );
		add_action( 'woocommerce_update_order', array( __CLASS__, 'order_saved' ) );
		// WooCommerce queues its webhooks at 10.
		add_action( 'shutdown', array( __CLASS__, 'tell' ), 5 );
	}

	/**
	 * Note that an order is about to be deleted for good, while it can still be read.
	 *
	 * @param int      $order_id The order's id.
	 * @param WC_Order $order    The order.
	 */
	public static function order_goes( $order_id, $order = null ): void {
		$is_order = is_object( $order ) && 'shop_order' === $order->get_type();
		if ( $is_order && ! in_array( $order->get_status(), self::DRAFTS, true ) ) {
			self::$going[ (int) $order_id ] = true;
		}
	}

	/**
	 * Note the same of an order that is a post, which WordPress can delete by itself.
	 *
	 * @param int     $post_id The post's id.
	 * @param WP_Post $post    The post.
	 */
	public static function post_goes( $post_id, $post = null ): void {
		$status = self::order_post( $post_id, $post );
		if ( '' !== $status && ! in_array( $status, self::DRAFTS, true ) ) {
			self::$going[ (int) $post_id ] = true;
		}
	}

	/**
	 * Take down that an order is gone, if it was about to go.
	 *
	 * @param int $order_id The order's id.
	 */
	public static function is_gone( $order_id ): void {
		if ( isset( self::$going[ (int) $order_id ] ) ) {
			unset( self::$going[ (int) $order_id ] );
			self::$untold[ (int) $order_id ] = self::DELETED;
		}
	}

	/**
	 * Take down that an order comes out of the bin.
	 *
	 * @param int    $order_id The order's id.
	 * @param string $status   The status it had before.
	 */
	public static function comes_back( $order_id, $status = '' ): void {
		$status = preg_replace( '/^wc-/', '', (string) $status );
		if ( ! in_array( $status, self::DRAFTS, true ) ) {
			self::$untold += array( (int) $order_id => self::CHANGED );
		}
	}

	/**
	 * Take down the same of an order that is a post.
	 *
	 * @param int    $post_id The post's id.
	 * @param string $status  The status it had before.
	 */
	public static function post_comes_back( $post_id, $status = '' ): void {
		if ( '' !== self::order_post( $post_id ) ) {
			self::comes_back( $post_id, $status );
		}
	}

	/**
	 * Take down that an order got out of the bin by being given another status.
	 *
	 * @param int    $order_id The order's id.
	 * @param string $from     The status before.
	 * @param string $to       The status now.
	 */
	public static function status_changes( $order_id, $from, $to ): void {
		if ( 'trash' === $from && 'trash' !== $to ) {
			self::comes_back( $order_id, $to );
		}
	}

	/**
	 * Note that tracking or a stage was saved on an order that is a post.
	 *
	 * @param int|int[] $meta_id Not needed.
	 * @param int       $post_id The post's id.
	 * @param string    $key     What was saved.
	 */
	public static function note_saved( $meta_id, $post_id, $key ): void {
		if ( in_array( $key, self::NOTES, true ) ) {
			$status = self::order_post( $post_id );
			if ( '' !== $status && ! in_array( $status, self::DRAFTS, true ) ) {
				self::$noted[ (int) $post_id ] = true;
			}
		}
	}

	/**
	 * Note that an order was saved as a whole: WooCommerce tells of that.
	 *
	 * @param int $order_id The order's id.
	 */
	public static function order_saved( $order_id ): void {
		unset( self::$noted[ (int) $order_id ] );
	}

	/**
	 * Tell all there is to tell, each once. Without a connection nobody listens, and nothing is told.
	 */
	public static function tell(): void {
		$untold       = self::$untold + array_fill_keys( array_keys( self::$noted ), self::CHANGED );
		self::$untold = array();
		self::$noted  = array();
		if ( ! Framme_Options::connected() ) {
			return;
		}
		foreach ( $untold as $order_id => $kind ) {
			$event = array(
				'kind'     => $kind,
				'order_id' => $order_id,
			);
			/**
			 * Something happened to an order that no webhook of WooCommerce's own tells of.
			 *
			 * @param array{kind: string, order_id: int} $event order_deleted or order_changed.
			 */
			do_action( self::ACTION, $event );
		}
	}

	/**
	 * Return the status of a post that is an order in the older storage; nothing for any other post.
	 *
	 * @param int          $post_id The post's id.
	 * @param WP_Post|null $post    The post, if it is known.
	 */
	private static function order_post( $post_id, $post = null ): string {
		$post = $post ? $post : get_post( $post_id );
		if ( ! $post || 'shop_order' !== $post->post_type ) {
			return '';
		}
		return (string) preg_replace( '/^wc-/', '', $post->post_status );
	}
}
