<?php
/**
 * Tells shoppers' pages which parcels stand on an order itself, for when Framme has not spoken. It
 * changes nothing and asks nobody.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Our own parcels and those that plugins for tracking numbers note, each once.
 */
final class Framme_Meta {

	/**
	 * Return the parcels: carrier, number and link, each may be empty, but not carrier and number both.
	 *
	 * @param WC_Order $order The order.
	 * @return list<array{carrier: string, number: string, link: string}>
	 */
	public static function parcels( $order ): array {
		$seen = array();
		foreach ( array_merge( Framme_Parcels::of( $order ), Framme_Elsewhere::noted( $order ) ) as $parcel ) {
			$number = strtoupper( (string) preg_replace( '/\s+/', '', $parcel['number'] ) );
			$name   = '' !== $number ? $number : $parcel['carrier'];
			if ( '' !== $name ) {
				$seen += array(
					'=' . $name => array(
						'carrier' => isset( $parcel['source'] ) ? self::spelled( $parcel['carrier'] ) : $parcel['carrier'],
						'number'  => $parcel['number'],
						'link'    => Framme_Read::link( $parcel, 'url' ),
					),
				);
			}
		}
		return array_values( $seen );
	}

	/**
	 * Write a carrier's short name as people do: "post-nord" as "Post Nord", "ups" as "UPS".
	 *
	 * @param string $short What a plugin notes.
	 */
	public static function spelled( string $short ): string {
		return 4 > strlen( $short ) ? strtoupper( $short ) : ucwords( str_replace( array( '-', '_' ), ' ', $short ) );
	}
}
