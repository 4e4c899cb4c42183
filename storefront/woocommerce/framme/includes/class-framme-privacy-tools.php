<?php
/**
 * Lets WordPress's own tools export and erase what Framme keeps of a shopper. It decides nothing.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * An exporter and an eraser. WordPress has made sure that the address is the shopper's.
 */
final class Framme_Privacy_Tools {

	/**
	 * Add the hooks.
	 */
	public static function listen(): void {
		add_filter( 'wp_privacy_personal_data_exporters', array( __CLASS__, 'exporters' ) );
		add_filter( 'wp_privacy_personal_data_erasers', array( __CLASS__, 'erasers' ) );
	}

	/**
	 * Add the exporter.
	 *
	 * @param array<string, array<string, mixed>> $known Those of others.
	 * @return array<string, array<string, mixed>>
	 */
	public static function exporters( array $known ): array {
		$known['framme'] = array(
			'exporter_friendly_name' => __( 'Framme Order Tracking for WooCommerce', 'framme' ),
			'callback'               => array( __CLASS__, 'export' ),
		);
		return $known;
	}

	/**
	 * Add the eraser.
	 *
	 * @param array<string, array<string, mixed>> $known Those of others.
	 * @return array<string, array<string, mixed>>
	 */
	public static function erasers( array $known ): array {
		$known['framme'] = array(
			'eraser_friendly_name' => __( 'Framme Order Tracking for WooCommerce', 'framme' ),
			'callback'             => array( __CLASS__, 'erase' ),
		);
		return $known;
	}

	/**
	 * Return all that Framme keeps of a shopper, each order as an item.
	 *
	 * @param string $email Of the shopper.
	 * @return array<string, mixed>|WP_Error
	 */
	public static function export( string $email ) {
		if ( ! Framme_Options::connected() ) {
			return self::exported( array() );
		}
		$heard = Framme_Client::for_merchant()->post( 'privacy/export', array( 'email' => $email ) );
		if ( ! $heard->is_good() ) {
			return new WP_Error( 'framme_not_exported', self::why_not( $heard ) );
		}
		$items = array();
		foreach ( array( 'orders', 'wishes', 'not_written_to' ) as $part ) {
			foreach ( Framme_Read::all( $heard->body, $part ) as $n => $kept ) {
				$items[] = self::item( "framme-$part-$n", $kept );
			}
		}
		return self::exported( $items );
	}

	/**
	 * Have Framme forget a shopper.
	 *
	 * @param string $email Of the shopper.
	 * @return array<string, mixed>
	 */
	public static function erase( string $email ): array {
		if ( ! Framme_Options::connected() ) {
			return self::erased( false, false, '' );
		}
		$heard = Framme_Client::for_merchant()->post( 'privacy/erase', array( 'email' => $email ) );
		if ( ! $heard->is_good() ) {
			return self::erased( false, true, self::why_not( $heard ) );
		}
		return self::erased( true, false, Framme_Read::text( $heard->body, 'message' ) );
	}

	/**
	 * Return one thing that is kept, as WordPress wants it: names and values.
	 *
	 * @param string               $id   Of the item.
	 * @param array<string, mixed> $kept What is kept.
	 * @return array<string, mixed>
	 */
	private static function item( string $id, array $kept ): array {
		$facts = array();
		foreach ( $kept as $name => $value ) {
			$text = is_array( $value ) ? (string) wp_json_encode( $value, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ) : (string) $value;
			if ( '' !== $text && '[]' !== $text ) {
				$facts[] = array(
					'name'  => str_replace( '_', ' ', (string) $name ),
					'value' => $text,
				);
			}
		}
		return array(
			'group_id'    => 'framme',
			'group_label' => __( 'Framme', 'framme' ),
			'item_id'     => $id,
			'data'        => $facts,
		);
	}

	/**
	 * Return what an exporter returns; there is one page of it.
	 *
	 * @param array<int, array<string, mixed>> $items What was found.
	 * @return array<string, mixed>
	 */
	private static function exported( array $items ): array {
		return array(
			'data' => $items,
			'done' => true,
		);
	}

	/**
	 * Return what an eraser returns; there is one page of it.
	 *
	 * @param bool   $removed  Whether something is erased.
	 * @param bool   $retained Whether something is left that should not be.
	 * @param string $message  What the merchant should know, or nothing.
	 * @return array<string, mixed>
	 */
	private static function erased( bool $removed, bool $retained, string $message ): array {
		return array(
			'items_removed'  => $removed,
			'items_retained' => $retained,
			'messages'       => '' === $message ? array() : array( $message ),
			'done'           => true,
		);
	}

	/**
	 * Say why nothing was done.
	 *
	 * @param Framme_Answer $heard What was heard.
	 */
	private static function why_not( Framme_Answer $heard ): string {
		$said = $heard->error();
		return '' === $said ? __( 'Framme could not be reached. Please try again later.', 'framme' ) : $said;
	}
}
