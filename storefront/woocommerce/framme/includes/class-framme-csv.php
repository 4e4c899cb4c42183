<?php
/**
 * Reads a list of tracking numbers as spreadsheets write it (CSV, RFC 4180 and its kin). It knows no
 * orders and judges no line.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Bytes become lines with fields; the first line names the columns.
 */
final class Framme_Csv {

	const MOST_BYTES   = 2 * MB_IN_BYTES;
	const MOST_LINES   = 5000;
	const LONGEST_CELL = 1000;
	const DELIMITERS   = array( ',', ';', "\t" );

	/**
	 * Return the lines, each with its number in the file and its fields, or an error.
	 *
	 * @param string $bytes The file.
	 * @return list<array<string, string|int>>|WP_Error
	 */
	public static function read( string $bytes ) {
		if ( self::MOST_BYTES < strlen( $bytes ) ) {
			return new WP_Error( 'file', __( 'The file is too big: 2 MB is the most.', 'framme' ) );
		}
		$text = self::text( $bytes );
		if ( false !== strpos( $text, "\0" ) || 0 === strpos( $bytes, 'PK' ) ) {
			return new WP_Error( 'file', __( 'This is no CSV file. In your spreadsheet, save the list as “CSV”, and choose that file.', 'framme' ) );
		}
		$text  = ltrim( str_replace( array( "\r\n", "\r" ), "\n", $text ), "\n" );
		$lines = self::lines( $text );
		$first = array_shift( $lines );
		if ( null === $first ) {
			return new WP_Error( 'file', __( 'The file is empty.', 'framme' ) );
		}
		$places = Framme_Csv_Headings::places( $first['cells'] );
		if ( ! isset( $places['order'], $places['number'] ) ) {
			$labels = Framme_Csv_Headings::labels();
			/* translators: 1: name of a column, 2: name of a column. */
			return new WP_Error( 'file', sprintf( __( 'The first line has to name the columns: “%1$s” and “%2$s” at least.', 'framme' ), $labels['order'], $labels['number'] ) );
		}
		if ( ! $lines ) {
			return new WP_Error( 'file', __( 'There are no lines below the first one.', 'framme' ) );
		}
		if ( self::MOST_LINES < count( $lines ) ) {
			/* translators: %s: number of lines. */
			return new WP_Error( 'file', sprintf( __( 'The file has too many lines: %s is the most. Cut it into several files.', 'framme' ), number_format_i18n( self::MOST_LINES ) ) );
		}
		return self::rows( $lines, $places );
	}

	/**
	 * Return the file as UTF-8 without the mark some write at its beginning. What is not UTF-8 is taken
	 * for Windows-1252, which older spreadsheets write.
	 *
	 * @param string $bytes The file.
	 */
	private static function text( string $bytes ): string {
		if ( 0 === strpos( $bytes, "\xEF\xBB\xBF" ) ) {
			$bytes = substr( $bytes, 3 );
		}
		$marks = array(
			"\xFF\xFE" => 'UTF-16LE',
			"\xFE\xFF" => 'UTF-16BE',
		);
		foreach ( $marks as $mark => $encoding ) {
			if ( 0 === strpos( $bytes, $mark ) ) {
				return self::converted( substr( $bytes, 2 ), $encoding );
			}
		}
		return preg_match( '//u', $bytes ) ? $bytes : self::converted( $bytes, 'Windows-1252' );
	}

	/**
	 * Convert text to UTF-8 with whichever extension PHP has; without any, leave out what is no ASCII.
	 *
	 * @param string $bytes    Text.
	 * @param string $encoding Its encoding.
	 */
	private static function converted( string $bytes, string $encoding ): string {
		if ( function_exists( 'mb_convert_encoding' ) ) {
			return mb_convert_encoding( $bytes, 'UTF-8', $encoding );
		}
		if ( function_exists( 'iconv' ) ) {
			return (string) iconv( $encoding, 'UTF-8//IGNORE', $bytes );
		}
		return (string) preg_replace( '/[\x00\x80-\xFF]/', '', $bytes );
	}

	/**
	 * Cut the text into lines of cells; empty lines are left out, but counted.
	 *
	 * @param string $text The file in UTF-8.
	 * @return list<array{line: int, cells: list<string>}>
	 */
	private static function lines( string $text ): array {
		$named = preg_match( '/^"?sep=(.)"?\n/i', $text, $found ) ? $found : null;
		$line  = $named ? 1 : 0;
		$text  = $named ? substr( $text, strlen( $named[0] ) ) : $text;
		$file  = new SplTempFileObject();
		$file->fwrite( $text );
		$file->rewind();
		$delimiter = $named ? $named[1] : self::delimiter( $text );
		$lines     = array();
		while ( ! $file->eof() ) {
			++$line;
			$cells = $file->fgetcsv( $delimiter, '"', '' );
			if ( is_array( $cells ) && '' !== trim( implode( '', $cells ) ) ) {
				$lines[] = array(
					'line'  => $line,
					'cells' => array_map( 'strval', $cells ),
				);
				// A cell in quotes may hold line breaks.
				$line += substr_count( implode( '', $cells ), "\n" );
			}
		}
		return $lines;
	}

	/**
	 * Return what stands between the cells: what the first line has most of, outside quotes.
	 *
	 * @param string $text The file.
	 */
	private static function delimiter( string $text ): string {
		$first  = (string) preg_replace( '/"[^"]*"/', '', strtok( $text, "\n" ) );
		$counts = array();
		foreach ( self::DELIMITERS as $delimiter ) {
			$counts[ $delimiter ] = substr_count( $first, $delimiter );
		}
		arsort( $counts );
		return 0 < reset( $counts ) ? (string) key( $counts ) : ',';
	}

	/**
	 * Give the cells of each line the names of their fields.
	 *
	 * @param list<array{line: int, cells: list<string>}> $lines  The lines.
	 * @param array<string, int>                          $places Which column each field is in.
	 * @return list<array<string, string|int>>
	 */
	private static function rows( array $lines, array $places ): array {
		$rows = array();
		foreach ( $lines as $line ) {
			$row = array( 'line' => $line['line'] );
			foreach ( array_keys( Framme_Csv_Headings::NAMES ) as $field ) {
				$row[ $field ] = isset( $places[ $field ] ) ? self::cell( $line['cells'][ $places[ $field ] ] ?? '' ) : '';
			}
			$rows[] = $row;
		}
		return $rows;
	}

	/**
	 * Return a cell without what spreadsheets put around text so that it stays text: ="0037" or '0037.
	 *
	 * @param string $cell A cell.
	 */
	private static function cell( string $cell ): string {
		$cell = self::trimmed( wp_check_invalid_utf8( $cell ) );
		if ( preg_match( '/^="([^"]*)"$/', $cell, $found ) ) {
			$cell = self::trimmed( $found[1] );
		}
		return mb_substr( ltrim( $cell, "'" ), 0, self::LONGEST_CELL );
	}

	/**
	 * Return a text without white space at its ends, hard spaces included.
	 *
	 * @param string $text A text.
	 */
	private static function trimmed( string $text ): string {
		return (string) preg_replace( '/^[\s\p{Z}]+|[\s\p{Z}]+$/u', '', $text );
	}
}
