<?php
/**
 * Says of each line of a list what will happen to it, and does it. It knows nothing of files.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * One line after the other: what a line before has used up, the next cannot use.
 */
final class Framme_Import {

	const ADDED = 'added';
	const NEW   = 'new';
	const TWICE = 'twice';
	const WRONG = 'wrong';

	/**
	 * What is left of each order after the lines looked at, by order.
	 *
	 * @var array<int, array<int, int>>
	 */
	private $left = array();

	/**
	 * The parcels of the lines looked at, by order and number: pieces by item.
	 *
	 * @var array<int, array<string, array<int, int>>>
	 */
	private $parcels = array();

	/**
	 * Go on where others have stopped.
	 *
	 * @param array<string, mixed> $used What their used() has returned, or nothing.
	 */
	public function __construct( array $used = array() ) {
		$this->left    = Framme_Read::part( $used, 'left' );
		$this->parcels = Framme_Read::part( $used, 'parcels' );
	}

	/**
	 * Return what the lines looked at have used up, so that others can go on.
	 *
	 * @return array<string, mixed>
	 */
	public function used(): array {
		return array(
			'left'    => $this->left,
			'parcels' => $this->parcels,
		);
	}

	/**
	 * Say what would happen to a line; nothing is changed.
	 *
	 * @param array<string, string|int> $row The line.
	 * @return array{line: int, order_id: int, order: string, edit: string, number: string, carrier: string, state: string, said: string}
	 */
	public function look( array $row ): array {
		$order = Framme_Order_Finder::find( (string) $row['order'] );
		if ( is_wp_error( $order ) ) {
			return self::result( $row, null, self::WRONG, $order->get_error_message() );
		}
		$id     = $order->get_id();
		$before = $this->parcels[ $id ][ Framme_Parcel::clean_number( (string) $row['number'] ) ] ?? null;
		if ( null !== $before ) {
			return self::again( $row, $order, Framme_Skus::read( $order, (string) $row['items'], Framme_Contents::ordered( $order ) ) === $before );
		}
		$left   = $this->left[ $id ] ?? Framme_Contents::left( $order );
		$typed  = self::typed( $order, $row, $left );
		$parcel = is_wp_error( $typed ) ? $typed : Framme_Parcels::checked( $order, $typed, $left );
		if ( is_wp_error( $parcel ) ) {
			return self::refused( $row, $order, $parcel );
		}
		$this->use_up( $id, $left, $parcel );
		return self::result( $row, $order, self::NEW, self::will_be( $parcel ), $parcel );
	}

	/**
	 * Add the parcel of a line, if it can be.
	 *
	 * @param array<string, string|int> $row The line.
	 * @return array{line: int, order_id: int, order: string, edit: string, number: string, carrier: string, state: string, said: string}
	 */
	public function add( array $row ): array {
		$order = Framme_Order_Finder::find( (string) $row['order'] );
		if ( is_wp_error( $order ) ) {
			return self::result( $row, null, self::WRONG, $order->get_error_message() );
		}
		$typed  = self::typed( $order, $row, Framme_Contents::left( $order ) );
		$parcel = is_wp_error( $typed ) ? $typed : Framme_Parcels::add( $order, $typed );
		if ( is_wp_error( $parcel ) ) {
			return self::refused( $row, $order, $parcel );
		}
		return self::result( $row, $order, self::ADDED, __( 'Added.', 'framme' ), $parcel );
	}

	/**
	 * Remember that a parcel takes its items, and its number.
	 *
	 * @param int                  $id     The order's id.
	 * @param array<int, int>      $left   Pieces that were left before.
	 * @param array<string, mixed> $parcel The parcel.
	 */
	private function use_up( int $id, array $left, array $parcel ): void {
		$items = array_column( $parcel['items'], 'qty', 'item_id' );
		foreach ( $left as $item => $pieces ) {
			$left[ $item ] = $items ? $pieces - ( $items[ $item ] ?? 0 ) : 0;
		}
		$this->left[ $id ]                         = $left;
		$this->parcels[ $id ][ $parcel['number'] ] = $items;
	}

	/**
	 * Return what a line says of a parcel, in the shape in which people enter one.
	 *
	 * @param WC_Order                  $order The order.
	 * @param array<string, string|int> $row   The line.
	 * @param array<int, int>           $left  Pieces that are left.
	 * @return array<string, mixed>|WP_Error
	 */
	private static function typed( $order, array $row, array $left ) {
		$items = Framme_Skus::read( $order, (string) $row['items'], $left );
		return is_wp_error( $items ) ? $items : array( 'items' => $items ) + $row;
	}

	/**
	 * Say of a line whose number stands in a line before that it is the same, or contradicts it.
	 *
	 * @param array<string, string|int> $row   The line.
	 * @param WC_Order                  $order The order.
	 * @param bool                      $same  Whether the same is in the parcel.
	 * @return array<string, mixed>
	 */
	private static function again( array $row, $order, bool $same ): array {
		$said = $same
			? __( 'The same parcel stands in an earlier line.', 'framme' )
			: __( 'An earlier line has this parcel with other items. Put all items of a parcel in one line.', 'framme' );
		$row  = array( 'number' => Framme_Parcel::clean_number( (string) $row['number'] ) ) + $row;
		return self::result( $row, $order, $same ? self::TWICE : self::WRONG, $said );
	}

	/**
	 * Say why a line cannot be used, or need not be.
	 *
	 * @param array<string, string|int> $row   The line.
	 * @param WC_Order                  $order The order.
	 * @param WP_Error                  $wrong What is wrong.
	 * @return array<string, mixed>
	 */
	private static function refused( array $row, $order, WP_Error $wrong ): array {
		$codes = array_diff( $wrong->get_error_codes(), array( 'twice', 'number' ) );
		if ( in_array( 'twice', $wrong->get_error_codes(), true ) ) {
			// That its items are not left any more is only because the parcel is there.
			return self::result( $row, $order, self::TWICE, $wrong->get_error_message( 'number' ) );
		}
		$said = array( $wrong->get_error_message( 'number' ) );
		foreach ( $codes as $code ) {
			$said[] = $wrong->get_error_message( $code );
		}
		return self::result( $row, $order, self::WRONG, implode( ' ', array_filter( $said ) ) );
	}

	/**
	 * Say what a parcel will be.
	 *
	 * @param array<string, mixed> $parcel The parcel.
	 */
	private static function will_be( array $parcel ): string {
		$pieces = array_sum( array_column( $parcel['items'], 'qty' ) );
		/* translators: %d: number of pieces. */
		$items = $pieces ? sprintf( _n( '%d piece', '%d pieces', $pieces, 'framme' ), $pieces ) : __( 'the whole order', 'framme' );
		/* translators: 1: what is in a parcel, 2: a date. */
		return sprintf( __( 'Will be added: %1$s, sent %2$s.', 'framme' ), $items, wp_date( get_option( 'date_format' ), $parcel['shipped_at'] ) );
	}

	/**
	 * Put together what is known of a line.
	 *
	 * @param array<string, string|int>  $row    The line.
	 * @param WC_Order|null              $order  The order.
	 * @param string                     $state  One of ours.
	 * @param string                     $said   What will happen, has happened, or why not.
	 * @param array<string, mixed>       $parcel The parcel, if it is one.
	 * @return array{line: int, order_id: int, order: string, edit: string, number: string, carrier: string, state: string, said: string}
	 */
	private static function result( array $row, $order, string $state, string $said, array $parcel = array() ): array {
		return array(
			'line'     => (int) $row['line'],
			'order_id' => $order ? $order->get_id() : 0,
			'order'    => sanitize_text_field( $order ? (string) $order->get_order_number() : mb_substr( (string) $row['order'], 0, 50 ) ),
			'edit'     => $order ? $order->get_edit_order_url() : '',
			'number'   => sanitize_text_field( mb_substr( (string) ( $parcel['number'] ?? $row['number'] ), 0, Framme_Parcel::LONGEST_NUMBER ) ),
			'carrier'  => sanitize_text_field( mb_substr( (string) ( $parcel['carrier'] ?? $row['carrier'] ), 0, Framme_Parcel::LONGEST_CARRIER ) ),
			'state'    => $state,
			'said'     => $said,
		);
	}
}
