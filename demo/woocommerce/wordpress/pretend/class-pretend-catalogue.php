<?php
/**
 * Reads a catalogue of translations: the compiled form (.mo), or the written one (.po) when there is
 * no other. It translates nothing itself.
 *
 * @package Framme
 */

/**
 * Translations by what is translated; a context comes before it, with a byte 4 between.
 */
final class Pretend_Catalogue {

	/**
	 * Translations: a list, one for each form.
	 *
	 * @var array<string, list<string>>
	 */
	public $said = array();

	/**
	 * Read a catalogue.
	 *
	 * @param string $path Of a .mo or .po file.
	 */
	public function __construct( string $path ) {
		$bytes = (string) file_get_contents( $path );
		if ( '.mo' === substr( $path, -3 ) ) {
			$this->read_compiled( $bytes );
		} else {
			$this->read_written( $bytes );
		}
	}

	/**
	 * Return which form a number takes.
	 *
	 * @param int $number How many.
	 */
	public function form( int $number ): int {
		$header = $this->said[''][0] ?? '';
		preg_match( '/plural=\(?([^;)]+)\)?;/', $header, $rule );
		$known = array(
			'n != 1' => (int) ( 1 !== $number ),
			'n > 1'  => (int) ( $number > 1 ),
			'0'      => 0,
		);
		$rule  = trim( $rule[1] ?? 'n != 1' );
		if ( ! isset( $known[ $rule ] ) ) {
			throw new DomainException( "no such rule of plurals is known: $rule" );
		}
		return $known[ $rule ];
	}

	/**
	 * Read the compiled form: two tables of lengths and places.
	 *
	 * @param string $bytes The file.
	 */
	private function read_compiled( string $bytes ): void {
		$order = "\xde\x12\x04\x95" === substr( $bytes, 0, 4 ) ? 'V' : 'N';
		$head  = unpack( "{$order}magic/{$order}revision/{$order}count/{$order}from/{$order}to", $bytes );
		if ( 0x950412de !== $head['magic'] ) {
			throw new DomainException( 'this is no .mo file' );
		}
		for ( $row = 0; $row < $head['count']; $row++ ) {
			$from = unpack( "{$order}length/{$order}place", $bytes, $head['from'] + 8 * $row );
			$to   = unpack( "{$order}length/{$order}place", $bytes, $head['to'] + 8 * $row );
			$id   = explode( "\0", substr( $bytes, $from['place'], $from['length'] ) )[0];

			$this->said[ $id ] = explode( "\0", substr( $bytes, $to['place'], $to['length'] ) );
		}
	}

	/**
	 * Read the written form, entry by entry.
	 *
	 * @param string $text The file.
	 */
	private function read_written( string $text ): void {
		foreach ( preg_split( '/\n\s*\n/', str_replace( "\r", '', $text ) ) as $entry ) {
			$parts = array();
			$part  = null;
			foreach ( explode( "\n", $entry ) as $line ) {
				if ( ! preg_match( '/^(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+)?"(.*)"$/', trim( $line ), $found ) ) {
					continue;
				}
				$part           = '' !== $found[1] ? $found[1] : $part;
				$parts[ $part ] = ( $parts[ $part ] ?? '' ) . stripcslashes( $found[2] );
			}
			$this->keep( $parts );
		}
	}

	/**
	 * Keep one entry, unless it has not been translated.
	 *
	 * @param array<string, string> $parts Its parts by name.
	 */
	private function keep( array $parts ): void {
		$forms = array();
		foreach ( $parts as $name => $text ) {
			if ( 0 === strpos( $name, 'msgstr' ) ) {
				$forms[] = $text;
			}
		}
		if ( isset( $parts['msgid'] ) && '' !== implode( '', $forms ) ) {
			$context = isset( $parts['msgctxt'] ) ? $parts['msgctxt'] . "\4" : '';

			$this->said[ $context . $parts['msgid'] ] = $forms;
		}
	}
}
