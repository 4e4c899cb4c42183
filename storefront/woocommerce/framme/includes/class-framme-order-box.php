<?php
/**
 * Puts our box on the screen of an order and answers what is done in it, so that changes of the order
 * that are not saved yet stay as they are. How the box looks is not decided here.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * One box in both storages, and three actions for admin-ajax.
 */
final class Framme_Order_Box {

	const ID    = 'framme-order';
	const RIGHT = 'edit_shop_orders';

	/**
	 * Hear of the screen and of the actions.
	 */
	public static function listen(): void {
		add_action( 'add_meta_boxes', array( __CLASS__, 'add' ), 30, 2 );
		add_action( 'wp_ajax_framme_add_parcel', array( __CLASS__, 'add_parcel' ) );
		add_action( 'wp_ajax_framme_remove_parcel', array( __CLASS__, 'remove_parcel' ) );
		add_action( 'wp_ajax_framme_set_stage', array( __CLASS__, 'set_stage' ) );
	}

	/**
	 * Return the ids of the screens on which an order is edited, one for each storage.
	 *
	 * @return list<string>
	 */
	public static function screens(): array {
		$new = function_exists( 'wc_get_page_screen_id' ) ? wc_get_page_screen_id( 'shop-order' ) : '';
		return array_values( array_unique( array_filter( array( 'shop_order', $new ) ) ) );
	}

	/**
	 * Add the box.
	 *
	 * @param string           $screen_id The screen, or the type of the post.
	 * @param WC_Order|WP_Post $shown     What is edited.
	 */
	public static function add( $screen_id, $shown = null ): void {
		if ( ! in_array( $screen_id, self::screens(), true ) || ! current_user_can( self::RIGHT ) ) {
			return;
		}
		add_meta_box( self::ID, __( 'Framme: parcels and stage', 'framme' ), array( __CLASS__, 'show' ), $screen_id, 'normal', 'default' );
	}

	/**
	 * Show the box.
	 *
	 * @param WC_Order|WP_Post $shown What is edited.
	 */
	public static function show( $shown ): void {
		$order = self::order_of( $shown );
		if ( ! $order || 'auto-draft' === $order->get_status() ) {
			echo '<p>' . esc_html__( 'Parcels can be added when the order has been saved.', 'framme' ) . '</p>';
			return;
		}
		Framme_Order_Box_View::show( $order );
	}

	/**
	 * Add a parcel.
	 */
	public static function add_parcel(): void {
		$order  = self::asked_order();
		$parcel = Framme_Parcels::add( $order, self::typed() );
		if ( is_wp_error( $parcel ) ) {
			$errors = array();
			foreach ( $parcel->get_error_codes() as $field ) {
				$errors[ $field ] = $parcel->get_error_message( $field );
			}
			wp_send_json_error( array( 'errors' => array_filter( $errors ) ) );
		}
		/* translators: %s: tracking number. */
		self::answer( $order, sprintf( __( 'The parcel %s has been added.', 'framme' ), $parcel['number'] ) );
	}

	/**
	 * Take a parcel away.
	 */
	public static function remove_parcel(): void {
		$order = self::asked_order();
		// phpcs:ignore WordPress.Security.NonceVerification.Missing -- asked_order() has checked it.
		$removed = Framme_Parcels::remove( $order, sanitize_text_field( wp_unslash( $_POST['parcel'] ?? '' ) ) );
		$said    = $removed ? __( 'The parcel has been removed.', 'framme' ) : __( 'The parcel was not there any more.', 'framme' );
		self::answer( $order, $said );
	}

	/**
	 * Set the stage, or take it away.
	 */
	public static function set_stage(): void {
		$order = self::asked_order();
		// phpcs:ignore WordPress.Security.NonceVerification.Missing -- asked_order() has checked it.
		$stage = sanitize_key( wp_unslash( $_POST['stage'] ?? '' ) );
		if ( '' !== $stage && ! Framme_Stages::is_known( $stage ) ) {
			self::refuse( __( 'There is no such stage.', 'framme' ), 400 );
		}
		Framme_Stages::set( $order, $stage );
		$said = '' === $stage
			? __( 'The order has no stage now.', 'framme' )
			/* translators: %s: name of a stage. */
			: sprintf( __( 'Stage: %s.', 'framme' ), Framme_Stages::names()[ $stage ] );
		self::answer( $order, $said );
	}

	/**
	 * Return the order that is asked for, or end the request: a stale page, no right, no order.
	 *
	 * @return WC_Order
	 */
	private static function asked_order() {
		$order_id = absint( wp_unslash( $_POST['order'] ?? 0 ) );
		if ( ! check_ajax_referer( 'framme_order_' . $order_id, 'nonce', false ) ) {
			self::refuse( __( 'This page has been open for too long. Load it again, and then try again.', 'framme' ), 403 );
		}
		if ( ! current_user_can( self::RIGHT ) ) {
			self::refuse( __( 'You may not change orders.', 'framme' ), 403 );
		}
		$order = wc_get_order( $order_id );
		if ( ! $order || 'shop_order' !== $order->get_type() ) {
			self::refuse( __( 'This order is not there any more.', 'framme' ), 404 );
		}
		return $order;
	}

	/**
	 * Return what was entered about a parcel, as plain text. Framme_Parcel judges it.
	 *
	 * @return array<string, mixed>
	 */
	private static function typed(): array {
		$typed = array();
		// phpcs:disable WordPress.Security.NonceVerification.Missing -- asked_order() has checked it.
		foreach ( array( 'carrier', 'number', 'shipped_at' ) as $field ) {
			$typed[ $field ] = isset( $_POST[ $field ] ) && is_string( $_POST[ $field ] ) ? sanitize_text_field( wp_unslash( $_POST[ $field ] ) ) : '';
		}
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput.InputNotSanitized -- a cleaned address would hide what is wrong with it; Framme_Parcel refuses what is no address.
		$typed['url'] = isset( $_POST['url'] ) && is_string( $_POST['url'] ) ? wp_unslash( $_POST['url'] ) : '';
		$items = isset( $_POST['items'] ) && is_array( $_POST['items'] ) ? map_deep( wp_unslash( $_POST['items'] ), 'sanitize_text_field' ) : array();
		// phpcs:enable
		$typed['items'] = array();
		foreach ( $items as $id => $pieces ) {
			$typed['items'][ absint( $id ) ] = $pieces;
		}
		return $typed;
	}

	/**
	 * Answer with the box as it is now.
	 *
	 * @param WC_Order $order The order.
	 * @param string   $said  What has been done.
	 */
	private static function answer( $order, string $said ): void {
		wp_send_json_success(
			array(
				'said'  => $said,
				'parts' => Framme_Order_Box_View::parts( $order ),
			)
		);
	}

	/**
	 * Answer that nothing was done.
	 *
	 * @param string $why    Why not.
	 * @param int    $status HTTP status.
	 */
	private static function refuse( string $why, int $status ): void {
		wp_send_json_error( array( 'errors' => array( 'order' => $why ) ), $status );
	}

	/**
	 * Return the order that a screen shows.
	 *
	 * @param WC_Order|WP_Post $shown What is edited.
	 * @return WC_Order|null
	 */
	private static function order_of( $shown ) {
		$order = $shown instanceof WP_Post ? wc_get_order( $shown->ID ) : $shown;
		return $order instanceof WC_Order ? $order : null;
	}
}
