<?php
/**
 * Knows what the columns of a list of tracking numbers may be called. It reads no lines.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Names in the languages of the plugin, written in any case, with or without spaces and accents.
 */
final class Framme_Csv_Headings {

	const NAMES = array(
		'order'      => array( 'order', 'order number', 'order no', 'order nr', 'order id', 'number of order', 'ordernummer', 'beställning', 'beställningsnummer', 'beställningsnr', 'ordernr', 'número de pedido', 'pedido', 'núm. de pedido', 'nº de pedido', 'numero ordine', 'ordine', 'n. ordine', '訂單編號', '訂單' ),
		'carrier'    => array( 'carrier', 'carrier name', 'shipping carrier', 'shipping provider', 'tracking provider', 'provider', 'courier', 'transportör', 'fraktbolag', 'fraktföretag', 'speditör', 'transportista', 'empresa de transporte', 'mensajería', 'corriere', 'vettore', 'spedizioniere', '物流公司', '貨運公司', '運送商' ),
		'number'     => array( 'tracking number', 'tracking no', 'tracking nr', 'tracking', 'tracking code', 'tracking id', 'parcel number', 'spårningsnummer', 'spårningsnr', 'spårnings-id', 'kollinummer', 'kolli-id', 'sändningsnummer', 'försändelsenummer', 'paketnummer', 'número de seguimiento', 'núm. de seguimiento', 'seguimiento', 'código de seguimiento', 'numero di tracciamento', 'numero di spedizione', 'codice di tracciamento', 'tracciamento', '追蹤號碼', '追蹤編號', '貨運單號', '物流編號' ),
		'shipped_at' => array( 'date', 'ship date', 'date shipped', 'shipped', 'shipped at', 'shipped on', 'sent on', 'sent', 'datum', 'skickad', 'skickat', 'skickades', 'skickad den', 'skickad datum', 'avsändningsdatum', 'fecha', 'fecha de envío', 'enviado', 'enviado el', 'data', 'data di spedizione', 'spedito il', '日期', '出貨日期', '寄出日期' ),
		'url'        => array( 'url', 'link', 'tracking url', 'tracking link', 'länk', 'spårningslänk', 'webbadress', 'enlace', 'enlace de seguimiento', 'link di tracciamento', 'collegamento', '連結', '追蹤連結', '網址' ),
		'items'      => array( 'items', 'contents', 'content', 'skus', 'artiklar', 'innehåll', 'varor', 'artículos', 'productos', 'contenido', 'articoli', 'prodotti', 'contenuto', '商品', '內容' ),
	);

	/**
	 * Return which column each field is in, from the first line; a field named twice is the first.
	 *
	 * @param list<string> $headings The cells of the first line.
	 * @return array<string, int>
	 */
	public static function places( array $headings ): array {
		$known  = self::known();
		$places = array();
		foreach ( $headings as $place => $heading ) {
			$field = $known[ self::bare( (string) $heading ) ] ?? '';
			if ( '' !== $field ) {
				$places += array( $field => $place );
			}
		}
		return $places;
	}

	/**
	 * Return what the columns are called in the language of the page, by field.
	 *
	 * @return array<string, string>
	 */
	public static function labels(): array {
		return array(
			'order'      => __( 'Order number', 'framme' ),
			'carrier'    => __( 'Carrier', 'framme' ),
			'number'     => __( 'Tracking number', 'framme' ),
			'shipped_at' => __( 'Date', 'framme' ),
			'url'        => __( 'Link', 'framme' ),
			'items'      => __( 'Items', 'framme' ),
		);
	}

	/**
	 * Return the field of each name.
	 *
	 * @return array<string, string>
	 */
	private static function known(): array {
		$known = array();
		foreach ( self::NAMES as $field => $names ) {
			$names[] = self::labels()[ $field ];
			foreach ( $names as $name ) {
				$known += array( self::bare( $name ) => $field );
			}
		}
		return $known;
	}

	/**
	 * Write a name without case, accents, spaces and signs.
	 *
	 * @param string $name A name.
	 */
	private static function bare( string $name ): string {
		$name = remove_accents( $name );
		$name = function_exists( 'mb_strtolower' ) ? mb_strtolower( $name, 'UTF-8' ) : strtolower( $name );
		return (string) preg_replace( '/[^\p{L}\p{N}]+/u', '', $name );
	}
}
